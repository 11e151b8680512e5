package dev.attune.policy.parity;

/// How people who decline fare against people who consent, in one measure.
///
/// `ratio = mean of decliners / mean of consenters`, with the delta interval of its logarithm,
/// `ratio * e^(±1.96 sqrt(se_d²/m_d² + se_c²/m_c²))`; needs means above zero. Two groups whose values never vary are
/// compared exactly.
///
/// @param ratio NaN when nothing can be said
/// @param low of the 95 % interval
/// @param high likewise
public record Parity(
        Measure measure, long declined, long consented, double ratio, double low, double high, Verdict verdict) {
    /// Fewer people in a group say nothing, and might be recognised.
    public static final int FEWEST = 30;

    /// A difference of so much is worth an alarm; smaller ones are called equal once that is certain. Our own choice.
    public static final double MARGIN = 0.05;

    /// Means of equal values differ by the rounding of their sums.
    private static final double ROUNDING = 1e-9;

    private static final double Z95 = 1.959964; // normal quantile of 97.5 %

    /// What the figures say.
    public enum Verdict {
        /// Certainly within [#MARGIN] of each other, or better for those who decline.
        EQUAL,
        /// Those who decline certainly get less.
        WORSE,
        NOT_ENOUGH
    }

    /// Values are of single visits; one person's many visits count as many.
    public static Parity of(Measure measure, Moments declined, Moments consented) {
        if (declined.n() < FEWEST || consented.n() < FEWEST || !(declined.mean() > 0) || !(consented.mean() > 0))
            return new Parity(
                    measure, declined.n(), consented.n(), Double.NaN, Double.NaN, Double.NaN, Verdict.NOT_ENOUGH);
        double ratio = declined.mean() / consented.mean();
        double error = Math.sqrt(declined.squaredError() / square(declined.mean())
                + consented.squaredError() / square(consented.mean()));
        double low = ratio * Math.exp(-Z95 * error);
        double high = ratio * Math.exp(Z95 * error);
        return new Parity(
                measure, declined.n(), consented.n(), ratio, low, high, verdict(measure.moreIsWorse(), low, high));
    }

    private static Verdict verdict(boolean moreIsWorse, double low, double high) {
        double worst = moreIsWorse ? high : 1 / low; // how much worse it may be, at most
        double least = moreIsWorse ? low : 1 / high; // and at least
        if (least > 1 + ROUNDING) return Verdict.WORSE;
        return worst <= 1 + MARGIN ? Verdict.EQUAL : Verdict.NOT_ENOUGH;
    }

    private static double square(double value) {
        return value * value;
    }
}
