package dev.attune.decisions.experiments;

/// Relative lift `L = ȳ_B / ȳ_A − 1` with the delta method: `Var(L) ≈ s_B² / (n_B ȳ_A²) + ȳ_B² s_A² /
/// (n_A ȳ_A⁴)`.
public record Lift(double estimate, double variance) {

    /// @return estimate NaN and variance infinite when the control's mean is 0: there is nothing to relate to
    public static Lift of(double control, double controlVariance, double treated, double treatedVariance) {
        if (control == 0) return new Lift(Double.NaN, Double.POSITIVE_INFINITY);
        double a = control * control;
        return new Lift(treated / control - 1, treatedVariance / a + treated * treated * controlVariance / (a * a));
    }
}
