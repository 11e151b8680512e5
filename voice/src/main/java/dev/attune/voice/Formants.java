package dev.attune.voice;

import java.util.Arrays;

/// Resonances of the vocal tract in one frame: Burg's linear prediction at 11 kHz. Praat's "To Formant
/// (burg): 0, 5, 5500, 0.025, 50" (J. P. Burg; N. Anderson, "On the calculation of filter coefficients
/// for maximum entropy spectral analysis", 1978).
///
/// Single owner; reuses its buffers.
final class Formants {
    static final int COUNT = 3; // reported ones, of five that are fitted
    private static final int RATE_HZ = 11_000;
    private static final int ORDER = 10;
    private static final int WINDOW = 550; // 50 ms; its Gaussian is effective over 25 ms
    private static final double EMPHASIS = Math.exp(-2 * Math.PI * 50 / RATE_HZ); // from 50 Hz on
    private static final int MOST_STEPS = 40; // about 10 suffice
    private static final double MARGIN_HZ = 50; // of 0 and of half the rate

    // 16 kHz to 11 kHz: the positions between samples repeat after 11
    private static final int PHASES = 11;
    private static final int STEP = 16;
    private static final int HALF_TAPS = 32;

    /// Samples that must be there on both sides of the middle.
    static final int REACH = WINDOW * STEP / PHASES / 2 + HALF_TAPS + 3;

    /// Frequencies and bandwidths in Hz, ascending; NaN where the frame has fewer resonances.
    record Resonances(double[] frequencyHz, double[] bandwidthHz) {}

    private final double[][] filters = new double[PHASES][2 * HALF_TAPS];
    private final double[] window = new double[WINDOW];
    private final double[] emphasised = new double[WINDOW + 1];
    private final double[] forward = new double[WINDOW];
    private final double[] backward = new double[WINDOW];
    private final double[] real = new double[ORDER];
    private final double[] imaginary = new double[ORDER];
    private final double[] poleHz = new double[ORDER];
    private final double[] poleBandwidth = new double[ORDER];

    Formants() {
        double cutoff = (double) RATE_HZ / Sound.RATE_HZ;
        for (int phase = 0; phase < PHASES; phase++) {
            double fraction = (double) (phase * STEP % PHASES) / PHASES;
            double sum = 0;
            for (int i = 0; i < 2 * HALF_TAPS; i++) {
                double x = i - HALF_TAPS + 1 - fraction;
                double sinc = x == 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
                filters[phase][i] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / (HALF_TAPS + 1)));
                sum += filters[phase][i];
            }
            for (int i = 0; i < 2 * HALF_TAPS; i++) filters[phase][i] /= sum;
        }
        double edge = Math.exp(-12);
        double middle = 0.5 * (WINDOW + 1);
        for (int i = 0; i < WINDOW; i++) {
            double distance = (i + 1 - middle) / (WINDOW + 1);
            window[i] = (Math.exp(-48 * distance * distance) - edge) / (1 - edge);
        }
    }

    /// @param centre index of the frame's middle in `sound`, [#REACH] away from its ends
    Resonances at(float[] sound, int centre) {
        int first = centre - WINDOW / 2 * STEP / PHASES; // 275 output samples are exactly 400 input samples
        double power = 0;
        double before = 0;
        for (int i = -1; i < WINDOW; i++) {
            int position = i * STEP;
            int phase = Math.floorMod(i, PHASES);
            double[] filter = filters[phase];
            int at = first + Math.floorDiv(position, PHASES) - HALF_TAPS + 1;
            double value = 0;
            for (int k = 0; k < filter.length; k++) value += filter[k] * sound[at + k];
            if (i >= 0) {
                emphasised[i] = (value - EMPHASIS * before) * window[i];
                power += emphasised[i] * emphasised[i];
            }
            before = value;
        }
        return power < 1e-12 ? none() : resonances(burg());
    }

    /// Prediction coefficients: `x(n) = a1 x(n-1) + ... + error`.
    private double[] burg() {
        var coefficients = new double[ORDER];
        var previous = new double[ORDER];
        System.arraycopy(emphasised, 0, forward, 0, WINDOW - 1);
        System.arraycopy(emphasised, 1, backward, 0, WINDOW - 1);
        for (int order = 1; order <= ORDER; order++) {
            int length = WINDOW - order;
            double numerator = 0;
            double denominator = 0;
            for (int i = 0; i < length; i++) {
                numerator += forward[i] * backward[i];
                denominator += forward[i] * forward[i] + backward[i] * backward[i];
            }
            if (denominator <= 0) break;
            double reflection = 2 * numerator / denominator;
            coefficients[order - 1] = reflection;
            for (int i = 0; i < order - 1; i++) coefficients[i] = previous[i] - reflection * previous[order - 2 - i];
            System.arraycopy(coefficients, 0, previous, 0, order);
            for (int i = 0; i < length - 1; i++) {
                forward[i] -= reflection * backward[i];
                backward[i] = backward[i + 1] - reflection * forward[i + 1];
            }
        }
        return coefficients;
    }

    private Resonances resonances(double[] prediction) {
        solve(prediction);
        int found = 0;
        for (int i = 0; i < ORDER; i++) {
            if (imaginary[i] < 0) continue; // poles come in conjugate pairs
            double hertz = Math.atan2(imaginary[i], real[i]) * RATE_HZ / (2 * Math.PI);
            if (hertz <= MARGIN_HZ || hertz >= RATE_HZ / 2.0 - MARGIN_HZ) continue;
            int place = found++;
            for (; place > 0 && poleHz[place - 1] > hertz; place--) {
                poleHz[place] = poleHz[place - 1];
                poleBandwidth[place] = poleBandwidth[place - 1];
            }
            double radius = Math.hypot(real[i], imaginary[i]);
            if (radius > 1) radius = 1 / radius; // the stable filter of the same spectrum
            poleHz[place] = hertz;
            poleBandwidth[place] = -Math.log(radius) * RATE_HZ / Math.PI;
        }
        var result = none();
        System.arraycopy(poleHz, 0, result.frequencyHz(), 0, Math.min(COUNT, found));
        System.arraycopy(poleBandwidth, 0, result.bandwidthHz(), 0, Math.min(COUNT, found));
        return result;
    }

    /// The poles: zeros of z^10 - a1 z^9 - ... - a10, all at once (O. Aberth, Math. Comp. 27, 1973).
    /// Its number of steps is bounded; the Laguerre solver of Commons Math was seen not to end on
    /// silent frames.
    private void solve(double[] prediction) {
        for (int i = 0; i < ORDER; i++) {
            double angle = 2 * Math.PI * i / ORDER + 0.4; // off the axes, where conjugates would stay together
            real[i] = 0.9 * Math.cos(angle);
            imaginary[i] = 0.9 * Math.sin(angle);
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            double largest = 0;
            for (int i = 0; i < ORDER; i++) largest = Math.max(largest, improve(i, prediction));
            if (largest < 1e-18) return; // squared
        }
    }

    /// Moves one root; answers the square of the step.
    private double improve(int i, double[] prediction) {
        double x = real[i];
        double y = imaginary[i];
        double valueRe = 1;
        double valueIm = 0;
        double slopeRe = 0;
        double slopeIm = 0;
        for (int k = 0; k < ORDER; k++) { // Horner, with the derivative
            double re = slopeRe * x - slopeIm * y + valueRe;
            slopeIm = slopeRe * y + slopeIm * x + valueIm;
            slopeRe = re;
            re = valueRe * x - valueIm * y - prediction[k];
            valueIm = valueRe * y + valueIm * x;
            valueRe = re;
        }
        double slope = slopeRe * slopeRe + slopeIm * slopeIm;
        if (slope == 0) return 0;
        double newtonRe = (valueRe * slopeRe + valueIm * slopeIm) / slope;
        double newtonIm = (valueIm * slopeRe - valueRe * slopeIm) / slope;
        double pushRe = 0;
        double pushIm = 0;
        for (int j = 0; j < ORDER; j++) {
            if (j == i) continue;
            double dx = x - real[j];
            double dy = y - imaginary[j];
            double square = dx * dx + dy * dy;
            if (square == 0) continue;
            pushRe += dx / square;
            pushIm -= dy / square;
        }
        double downRe = 1 - (newtonRe * pushRe - newtonIm * pushIm);
        double downIm = -(newtonRe * pushIm + newtonIm * pushRe);
        double down = downRe * downRe + downIm * downIm;
        if (down == 0) return 0;
        double stepRe = (newtonRe * downRe + newtonIm * downIm) / down;
        double stepIm = (newtonIm * downRe - newtonRe * downIm) / down;
        real[i] -= stepRe;
        imaginary[i] -= stepIm;
        return stepRe * stepRe + stepIm * stepIm;
    }

    private static Resonances none() {
        var nothing = new double[COUNT];
        Arrays.fill(nothing, Double.NaN);
        return new Resonances(nothing, nothing.clone());
    }
}
