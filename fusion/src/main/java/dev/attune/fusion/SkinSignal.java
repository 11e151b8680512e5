package dev.attune.fusion;

import dev.attune.signals.PulseMethod;

/// The colour of one stretch of skin on a uniform grid, and the pulse signals made from it.
///
/// @param red values in [0, 255], all three of one length
record SkinSignal(double[] red, double[] green, double[] blue) {

    /// Unitless, about relative change; the sign of [PulseMethod#GREEN] is that of light, falling with blood.
    ///
    /// @param window samples a short window has, in which means are taken
    double[] pulse(PulseMethod method, int window) {
        return switch (method) {
            case GREEN -> relative(green, window);
            case CHROM ->
                overlapAdded(window, (r, g, b, out) -> {
                    double[] x = new double[window];
                    double[] y = new double[window];
                    for (int i = 0; i < window; i++) {
                        x[i] = 3 * r[i] - 2 * g[i];
                        y[i] = 1.5 * r[i] + g[i] - 1.5 * b[i];
                    }
                    double alpha = deviation(x) / (deviation(y) + 1e-12);
                    for (int i = 0; i < window; i++) out[i] = x[i] - alpha * y[i];
                });
            case POS ->
                overlapAdded(window, (r, g, b, out) -> {
                    double[] x = new double[window];
                    double[] y = new double[window];
                    for (int i = 0; i < window; i++) {
                        x[i] = g[i] - b[i];
                        y[i] = g[i] + b[i] - 2 * r[i];
                    }
                    double alpha = deviation(x) / (deviation(y) + 1e-12);
                    for (int i = 0; i < window; i++) out[i] = x[i] + alpha * y[i];
                });
        };
    }

    /// Relative to the mean of the window around each value, which takes slow changes of light off.
    static double[] relative(double[] values, int window) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
        double[] relative = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - window / 2);
            int to = Math.min(values.length, i + window / 2 + 1);
            relative[i] = values[i] * (to - from) / Math.max(1e-9, sums[to] - sums[from]) - 1;
        }
        return relative;
    }

    /// Windows a quarter apart under Hann weights, each from channels divided by their own means.
    private double[] overlapAdded(int window, Combination combination) {
        int n = red.length;
        double[] sum = new double[n];
        double[] weights = new double[n];
        double[] r = new double[window];
        double[] g = new double[window];
        double[] b = new double[window];
        double[] out = new double[window];
        int step = Math.max(1, window / 4);
        for (int start = 0; start < n; start += step) {
            int from = Math.min(start, n - window);
            divide(red, from, r);
            divide(green, from, g);
            divide(blue, from, b);
            combination.combine(r, g, b, out);
            double mean = 0;
            for (double value : out) mean += value / window;
            for (int i = 0; i < window; i++) {
                double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window);
                sum[from + i] += weight * (out[i] - mean);
                weights[from + i] += weight;
            }
            if (from + window >= n) break;
        }
        for (int i = 0; i < n; i++) sum[i] /= weights[i] + 1e-12;
        return sum;
    }

    private static void divide(double[] channel, int from, double[] out) {
        double mean = 1e-9;
        for (int i = 0; i < out.length; i++) mean += channel[from + i] / out.length;
        for (int i = 0; i < out.length; i++) out[i] = channel[from + i] / mean;
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) mean += value / values.length;
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return Math.sqrt(squares / values.length);
    }

    private interface Combination {
        /// @param out receives the signal; all four have the length of the window
        void combine(double[] red, double[] green, double[] blue, double[] out);
    }
}
