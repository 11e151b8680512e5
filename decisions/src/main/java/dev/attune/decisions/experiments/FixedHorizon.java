package dev.attune.decisions.experiments;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The textbook comparison: valid for one look at a number of units that was settled beforehand, and
/// only then.
public final class FixedHorizon {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private FixedHorizon() {}

    /// Two-sided, normal approximation.
    ///
    /// @param variance of the estimate, se²
    public static double p(double estimate, double variance) {
        if (!Double.isFinite(variance)) return 1;
        if (variance == 0) return estimate == 0 ? 1 : 0;
        return 2 * NORMAL.survivalProbability(Math.abs(estimate) / Math.sqrt(variance));
    }

    public static Bounds around(double estimate, double variance, double alpha) {
        return Bounds.around(estimate, NORMAL.inverseSurvivalProbability(alpha / 2) * Math.sqrt(variance));
    }

    /// Units per arm that find a difference of `effect` with the given power: `2 s² (z_{α/2} + z_β)² / effect²`.
    public static long unitsPerArm(double variance, double effect, double alpha, double power) {
        if (!(effect > 0)) throw new IllegalArgumentException("effect must be above 0, got " + effect);
        double z = NORMAL.inverseSurvivalProbability(alpha / 2) + NORMAL.inverseCumulativeProbability(power);
        return (long) Math.ceil(2 * variance * z * z / (effect * effect));
    }
}
