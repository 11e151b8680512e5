package dev.attune.voice;

/// How periodic one frame is: the largest forward cross-correlation of one period of the floor with
/// what follows. Praat's "To Harmonicity (cc): 0.01, 75, 0.1, 1".
///
/// Single owner; reuses its buffers.
final class Harmonicity {
    private static final double SILENCE_THRESHOLD = 0.1;
    private static final int PERIOD = (int) (Sound.RATE_HZ / PitchCandidates.FLOOR_HZ);
    private static final int LONGEST_LAG = PERIOD + 2;
    private static final int SINC_DEPTH = 30;
    private static final int REFINEMENTS = 12;
    private static final double CLOSE = 0.01;

    /// Samples that must be there on both sides of the middle.
    static final int REACH = PERIOD + SINC_DEPTH + 4;

    /// @param correlation of the best lag, NaN where no lag correlates
    /// @param peak largest amplitude near the middle
    record Periodicity(double correlation, double peak) {

        /// Harmonics-to-noise ratio in dB; NaN where the frame is silent beside the rest.
        double ratioDb(double globalPeak) {
            if (Double.isNaN(correlation)) return Double.NaN;
            if (PitchPath.unvoicedStrength(peak, globalPeak, SILENCE_THRESHOLD, 0) > correlation) return Double.NaN;
            double r = Math.clamp(correlation, 1e-15, 1 - 1e-15); // Praat's own bounds: -150 and 150 dB
            return 10 * Math.log10(r / (1 - r));
        }
    }

    private static final int LAGS = LONGEST_LAG + SINC_DEPTH + 1; // those beyond the longest help to see between lags

    private final double[] segment = new double[PERIOD + LAGS];
    private final double[] correlation = new double[LAGS];

    /// @param centre index of the frame's middle in `sound`, [#REACH] away from its ends
    Periodicity at(float[] sound, int centre) {
        int from = centre - PERIOD;
        double mean = 0;
        for (int i = centre - PERIOD; i < centre + PERIOD; i++) mean += sound[i];
        mean /= 2.0 * PERIOD;
        for (int i = 0; i < segment.length; i++) segment[i] = sound[from + i] - mean;
        double peak = 0;
        for (int i = PERIOD / 2; i < PERIOD + PERIOD / 2; i++) peak = Math.max(peak, Math.abs(segment[i]));
        double power = 0;
        for (int i = 0; i < PERIOD; i++) power += segment[i] * segment[i];
        if (power == 0) return new Periodicity(Double.NaN, peak);
        double shifted = power;
        correlation[0] = 1;
        for (int lag = 1; lag < LAGS; lag++) {
            double gone = segment[lag - 1];
            double come = segment[lag - 1 + PERIOD];
            shifted += come * come - gone * gone;
            correlation[lag] = shifted > 0 ? product(lag) / Math.sqrt(power * shifted) : 0;
        }
        return new Periodicity(best(), peak);
    }

    /// Four sums, so that they do not wait for each other.
    private double product(int lag) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < PERIOD; i += 4) {
            a += segment[i] * segment[i + lag];
            b += segment[i + 1] * segment[i + 1 + lag];
            c += segment[i + 2] * segment[i + 2 + lag];
            d += segment[i + 3] * segment[i + 3 + lag];
        }
        for (; i < PERIOD; i++) a += segment[i] * segment[i + lag];
        return a + b + c + d;
    }

    /// The highest maximum between the lags. Only those are looked at closely that a parabola puts near
    /// the highest.
    private double best() {
        double highest = 0;
        for (int lag = 2; lag < LONGEST_LAG; lag++) if (isMaximum(lag)) highest = Math.max(highest, parabola(lag));
        double best = Double.NaN;
        for (int lag = 2; lag < LONGEST_LAG; lag++) {
            if (!isMaximum(lag) || parabola(lag) < highest - CLOSE) continue;
            double refined = refine(lag);
            if (refined > 1) refined = 1 / refined;
            if (!(best >= refined)) best = refined;
        }
        return best;
    }

    private boolean isMaximum(int lag) {
        return correlation[lag] > 0
                && correlation[lag] > correlation[lag - 1]
                && correlation[lag] >= correlation[lag + 1];
    }

    private double parabola(int lag) {
        double slope = 0.5 * (correlation[lag + 1] - correlation[lag - 1]);
        double curvature = 2 * correlation[lag] - correlation[lag - 1] - correlation[lag + 1];
        return correlation[lag] + 0.5 * slope * slope / curvature;
    }

    /// The height of the maximum between the lags, by golden section on the band-limited curve.
    private double refine(int top) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = top - 1.0;
        double high = top + 1.0;
        double left = high - ratio * (high - low);
        double right = low + ratio * (high - low);
        double atLeft = between(left);
        double atRight = between(right);
        for (int i = 0; i < REFINEMENTS; i++) {
            if (atLeft > atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - ratio * (high - low);
                atLeft = between(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + ratio * (high - low);
                atRight = between(right);
            }
        }
        return Math.max(correlation[top], Math.max(atLeft, atRight));
    }

    private double between(double lag) {
        int below = (int) lag;
        double fraction = lag - below;
        if (fraction < 1e-9) return correlation[below];
        double sum = 0;
        double sine = Math.sin(Math.PI * fraction) / Math.PI;
        for (int k = below - SINC_DEPTH + 1; k <= below + SINC_DEPTH; k++) {
            int mirrored = Math.abs(k); // the curve is nearly even around lag 0
            double distance = lag - k;
            double sinc = ((below - k) % 2 == 0 ? sine : -sine) / distance;
            sum += correlation[mirrored] * sinc * (0.5 + 0.5 * Math.cos(Math.PI * distance / (SINC_DEPTH + 0.5)));
        }
        return sum;
    }
}
