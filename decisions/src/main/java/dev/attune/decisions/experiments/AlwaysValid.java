package dev.attune.decisions.experiments;

/// Intervals and p values that stay valid however often somebody looks, and whenever they stop: the
/// asymptotic confidence sequence of Waudby-Smith et al. (arXiv 2103.06476).
///
/// With `n` units, standard error `se` and `σ = sqrt(n) se`:
/// ```
/// ρ  = sqrt((−2 ln α + ln(−2 ln α + 1)) / N*)
/// hw = σ sqrt(2 (nρ² + 1) / (n²ρ²) · ln(sqrt(nρ² + 1) / α))
/// p  = min(1, sqrt(nρ² + 1) · exp(−ρ² t² / (2 (nρ² + 1)))),  t = n δ / σ
/// ```
/// `p < α` exactly when 0 is outside the interval.
///
/// @param alpha in (0, 1)
/// @param tunedFor N*, the number of units at which the interval is narrowest compared with others of its kind
public record AlwaysValid(double alpha, double tunedFor) {
    /// As GrowthBook has it: 5 %, tuned for 5,000 units.
    public static final AlwaysValid STANDARD = new AlwaysValid(0.05, 5_000);

    public AlwaysValid {
        if (!(alpha > 0 && alpha < 1)) throw new IllegalArgumentException("alpha must be in (0, 1), got " + alpha);
        if (!(tunedFor >= 1)) throw new IllegalArgumentException("tunedFor must be at least 1, got " + tunedFor);
    }

    /// @param variance of the estimate, se²
    /// @param n units the estimate rests on, both arms together
    public Bounds around(double estimate, double variance, long n) {
        if (n < 2 || !Double.isFinite(variance)) return Bounds.UNKNOWN;
        double nr = n * rhoSquared();
        double sigma = Math.sqrt(n * variance);
        double halfWidth = sigma * Math.sqrt(2 * (nr + 1) / (n * nr) * Math.log(Math.sqrt(nr + 1) / alpha));
        return Bounds.around(estimate, halfWidth);
    }

    /// @return in (0, 1]; an estimate of which nothing is known has 1
    public double p(double estimate, double variance, long n) {
        if (n < 2 || !Double.isFinite(variance)) return 1;
        if (variance == 0) return estimate == 0 ? 1 : 0;
        double nr = n * rhoSquared();
        double t = Math.sqrt(n) * estimate / Math.sqrt(variance); // n δ / σ
        double logE = rhoSquared() * t * t / (2 * (nr + 1)) - Math.log(nr + 1) / 2;
        return Math.min(1, Math.exp(-logE));
    }

    private double rhoSquared() {
        double twice = -2 * Math.log(alpha);
        return (twice + Math.log(twice + 1)) / tunedFor;
    }
}
