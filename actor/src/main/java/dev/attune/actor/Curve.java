package dev.attune.actor;

/// Small shaping functions.
final class Curve {
    private Curve() {}

    /// 0 below `low`, 1 above `high`, smooth between.
    static double smoothStep(double low, double high, double x) {
        double t = Math.clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// 1 at 0, falling off with `width` as standard deviation times root two.
    static double bell(double x, double width) {
        double t = x / width;
        return Math.exp(-t * t);
    }
}
