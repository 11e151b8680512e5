package dev.attune.voice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.jtransforms.fft.DoubleFFT_1D;

/// What the spectrum of one frame tells: loudness, balance, slopes, mel cepstrum. After F. Eyben et
/// al., "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS)", IEEE Trans. Affective Computing
/// 7(2), 2016, section 3.
///
/// Windows are 25 ms (Hamming), transformed at 512 points. Single owner; reuses its buffers.
final class Timbre {
    private static final int WINDOW = 400;
    private static final int FFT = 512;
    private static final int BINS = FFT / 2 + 1;
    private static final double BIN_HZ = (double) Sound.RATE_HZ / FFT;
    private static final int BANDS = 26;
    private static final double LOWEST_HZ = 20;
    private static final double HIGHEST_HZ = 8000;
    static final int CEPSTRUM = 13; // coefficients 0..12
    private static final double LOUDNESS_EXPONENT = 0.33; // Stevens' power law, as in auditory spectra
    private static final double FLOOR = 1e-12; // -120 dB re full scale, below 16-bit sound's own noise

    /// Samples that must be there on both sides of the middle.
    static final int REACH = WINDOW / 2;

    /// @param power mean square, 1 = full scale
    /// @param flux root mean square difference to the magnitudes of the frame before; NaN for the first
    record Spectrum(
            double power,
            double loudness,
            double alphaRatioDb,
            double hammarbergDb,
            double lowSlope,
            double highSlope,
            double flux,
            double[] cepstrum,
            float[] magnitude) {}

    private final DoubleFFT_1D fft = new DoubleFFT_1D(FFT);
    private final double[] window = new double[WINDOW];
    private final double windowPower;
    private final int[] bandStart = new int[BANDS];
    private final double[][] bandWeights = new double[BANDS][];
    private final double[][] cosines = new double[CEPSTRUM][BANDS];
    private final double[] frame = new double[FFT];
    private final double[] power = new double[BINS];
    private final double[] level = new double[BINS];
    private final double[] bands = new double[BANDS];

    Timbre() {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (WINDOW - 1));
            sum += window[i] * window[i];
        }
        windowPower = sum;
        for (int band = 0; band < BANDS; band++) bandWeights[band] = triangle(band);
        for (int c = 0; c < CEPSTRUM; c++)
            for (int band = 0; band < BANDS; band++)
                cosines[c][band] = Math.sqrt(2.0 / BANDS) * Math.cos(Math.PI * c * (band + 0.5) / BANDS);
    }

    private double[] triangle(int band) {
        double step = (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) / (BANDS + 1);
        double low = hertz(mel(LOWEST_HZ) + step * band);
        double middle = hertz(mel(LOWEST_HZ) + step * (band + 1));
        double high = hertz(mel(LOWEST_HZ) + step * (band + 2));
        int first = (int) Math.ceil(low / BIN_HZ);
        int last = Math.min(BINS - 1, (int) Math.floor(high / BIN_HZ));
        bandStart[band] = first;
        var weights = new double[Math.max(0, last - first + 1)];
        for (int k = first; k <= last; k++) {
            double f = k * BIN_HZ;
            weights[k - first] = f < middle ? (f - low) / (middle - low) : (high - f) / (high - middle);
        }
        return weights;
    }

    private static double mel(double hertz) {
        return 1127 * Math.log1p(hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * Math.expm1(mel / 1127);
    }

    /// @param centre index of the frame's middle in `sound`, [#REACH] away from its ends
    /// @param before the frame 10 ms earlier, or null
    Spectrum at(float[] sound, int centre, @Nullable Spectrum before) {
        int from = centre - REACH;
        double energy = 0;
        for (int i = 0; i < WINDOW; i++) {
            double sample = sound[from + i];
            energy += sample * sample;
            frame[i] = sample * window[i];
        }
        Arrays.fill(frame, WINDOW, FFT, 0);
        fft.realForward(frame);
        power[0] = frame[0] * frame[0] / windowPower;
        power[BINS - 1] = frame[1] * frame[1] / windowPower;
        for (int k = 1; k < BINS - 1; k++)
            power[k] = (frame[2 * k] * frame[2 * k] + frame[2 * k + 1] * frame[2 * k + 1]) / windowPower;
        var magnitude = new float[BINS];
        for (int k = 0; k < BINS; k++) {
            magnitude[k] = (float) Math.sqrt(power[k]);
            level[k] = 10 * Math.log10(power[k] + FLOOR);
        }
        double loudness = 0;
        for (int band = 0; band < BANDS; band++) {
            double sum = 0;
            double[] weights = bandWeights[band];
            for (int i = 0; i < weights.length; i++) sum += weights[i] * power[bandStart[band] + i];
            loudness += Math.pow(sum, LOUDNESS_EXPONENT);
            bands[band] = Math.log(sum + FLOOR);
        }
        var cepstrum = new double[CEPSTRUM];
        for (int c = 0; c < CEPSTRUM; c++)
            for (int band = 0; band < BANDS; band++) cepstrum[c] += cosines[c][band] * bands[band];
        return new Spectrum(
                energy / WINDOW,
                loudness,
                10 * Math.log10((energy(1000, 5000) + FLOOR) / (energy(50, 1000) + FLOOR)),
                peak(0, 2000) - peak(2000, 5000),
                slope(0, 500),
                slope(500, 1500),
                flux(magnitude, before),
                cepstrum,
                magnitude);
    }

    /// Over bins above `from` up to `to`.
    private double energy(double fromHz, double toHz) {
        double sum = 0;
        for (int k = (int) (fromHz / BIN_HZ) + 1; k <= toHz / BIN_HZ; k++) sum += power[k];
        return sum;
    }

    private double peak(double fromHz, double toHz) {
        double peak = Double.NEGATIVE_INFINITY;
        for (int k = (int) Math.ceil(fromHz / BIN_HZ); k <= toHz / BIN_HZ; k++) peak = Math.max(peak, level[k]);
        return peak;
    }

    /// Least squares through the levels, dB per Hz.
    private double slope(double fromHz, double toHz) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int k = (int) Math.ceil(fromHz / BIN_HZ); k <= toHz / BIN_HZ; k++) {
            double f = k * BIN_HZ;
            n++;
            x += f;
            y += level[k];
            xx += f * f;
            xy += f * level[k];
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }

    private static double flux(float[] magnitude, @Nullable Spectrum before) {
        if (before == null) return Double.NaN;
        double sum = 0;
        for (int k = 0; k < BINS; k++) {
            double difference = magnitude[k] - before.magnitude[k];
            sum += difference * difference;
        }
        return Math.sqrt(sum / BINS);
    }
}
