package dev.attune.cli;

import java.util.Locale;

/// What many delays come to, in words.
final class Delays {
    private Delays() {}

    /// @param sorted milliseconds
    static String of(double[] sorted) {
        return sorted.length == 0
                ? "unknown"
                : String.format(
                        Locale.ROOT,
                        "median %.1f ms, 95th percentile %.1f ms, 99th %.1f ms, 99.9th %.1f ms, longest %.1f ms",
                        at(sorted, 0.5),
                        at(sorted, 0.95),
                        at(sorted, 0.99),
                        at(sorted, 0.999),
                        sorted[sorted.length - 1]);
    }

    static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
