package dev.attune.voice;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/// What the pitch of one frame may be: maxima of its normalised autocorrelation, after P. Boersma, "Accurate
/// short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled sound", IFA
/// Proceedings 17 (1993), with the settings of Praat's "To Pitch (raw ac): 0, 75, 15, no, 0.03, 0.45, 0.01, 0.35,
/// 0.14, 600".
///
/// Single owner; reuses its buffers.
final class PitchCandidates {
    static final double FLOOR_HZ = 75;
    static final double CEILING_HZ = 600;
    static final double VOICING_THRESHOLD = 0.45;
    private static final int MOST = 15;

    /// Three periods of the floor.
    static final int WINDOW = (int) (3 / FLOOR_HZ * Sound.RATE_HZ);

    private static final int HALF_PERIOD = (int) (0.5 / FLOOR_HZ * Sound.RATE_HZ);
    private static final int FFT = 1024; // at least 1.5 windows, so that no lag of a period wraps around
    private static final int LONGEST_LAG = WINDOW / 3 + 2;

    static final double BIN_HZ = (double) Sound.RATE_HZ / FFT;
    private static final int SPECTRUM_BINS = (int) (6000 / BIN_HZ); // the third formant lies below

    /// @param frequencyHz,strength of each candidate, strength in 0..1
    /// @param peak largest amplitude near the middle of the frame
    /// @param spectrum power by [#BIN_HZ], of the same window
    record Candidates(double[] frequencyHz, double[] strength, double peak, float[] spectrum) {}

    private final DoubleFFT_1D fft = new DoubleFFT_1D(FFT);
    private final double[] window = new double[WINDOW];
    private final double[] windowCorrelation;
    private final double[] frame = new double[FFT];

    PitchCandidates() {
        for (int i = 0; i < WINDOW; i++) window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (WINDOW + 1));
        System.arraycopy(window, 0, frame, 0, WINDOW);
        fft.realForward(frame);
        correlate();
        windowCorrelation = Arrays.copyOf(frame, LONGEST_LAG + 2);
        for (int i = LONGEST_LAG + 1; i >= 0; i--) windowCorrelation[i] /= windowCorrelation[0];
    }

    /// @param sound around the frame
    /// @param centre index of the frame's middle; half a [#WINDOW] on both sides must be there
    Candidates at(float[] sound, int centre) {
        int from = centre - WINDOW / 2;
        double mean = 0;
        for (int i = centre - 2 * HALF_PERIOD; i < centre + 2 * HALF_PERIOD; i++) mean += sound[i];
        mean /= 4.0 * HALF_PERIOD;
        for (int i = 0; i < WINDOW; i++) frame[i] = (sound[from + i] - mean) * window[i];
        Arrays.fill(frame, WINDOW, FFT, 0);
        double peak = 0;
        for (int i = WINDOW / 2 - HALF_PERIOD; i < WINDOW / 2 + HALF_PERIOD; i++)
            peak = Math.max(peak, Math.abs(frame[i]));
        fft.realForward(frame);
        var spectrum = new float[SPECTRUM_BINS];
        for (int k = 1; k < SPECTRUM_BINS; k++)
            spectrum[k] = (float) (frame[2 * k] * frame[2 * k] + frame[2 * k + 1] * frame[2 * k + 1]);
        correlate();
        return maxima(peak, spectrum);
    }

    /// From a spectrum in `frame` to its autocorrelation, in place.
    private void correlate() {
        frame[0] *= frame[0];
        frame[1] *= frame[1]; // the packed real value at half the rate
        for (int k = 2; k < FFT; k += 2) {
            frame[k] = frame[k] * frame[k] + frame[k + 1] * frame[k + 1];
            frame[k + 1] = 0;
        }
        fft.realInverse(frame, true);
    }

    private Candidates maxima(double peak, float[] spectrum) {
        var frequencies = new double[MOST];
        var strengths = new double[MOST];
        int found = 0;
        double power = frame[0];
        int shortest = Math.max(2, (int) (Sound.RATE_HZ / CEILING_HZ) - 1);
        if (power > 0) {
            double before = correlation(shortest - 1, power);
            double here = correlation(shortest, power);
            for (int lag = shortest; lag < LONGEST_LAG; lag++) {
                double after = correlation(lag + 1, power);
                if (here > 0.5 * VOICING_THRESHOLD && here > before && here >= after) {
                    double slope = 0.5 * (after - before);
                    double curvature = 2 * here - before - after;
                    double frequency = Sound.RATE_HZ / (lag + slope / curvature);
                    double strength = here + 0.5 * slope * slope / curvature;
                    if (strength > 1) strength = 1 / strength;
                    int place = found < MOST ? found++ : weakest(strengths);
                    if (frequency <= CEILING_HZ && strength > strengths[place]) {
                        frequencies[place] = frequency;
                        strengths[place] = strength;
                    } else if (place == found - 1 && strengths[place] == 0) found--;
                }
                before = here;
                here = after;
            }
        }
        return new Candidates(Arrays.copyOf(frequencies, found), Arrays.copyOf(strengths, found), peak, spectrum);
    }

    private double correlation(int lag, double power) {
        return frame[lag] / (power * windowCorrelation[lag]);
    }

    private static int weakest(double[] strengths) {
        int weakest = 0;
        for (int i = 1; i < strengths.length; i++) if (strengths[i] < strengths[weakest]) weakest = i;
        return weakest;
    }
}
