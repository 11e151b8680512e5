package dev.attune.decisions.experiments;

import java.util.List;

/// One metric, treatment against control, people as assigned.
///
/// @param difference treatment less control, CUPED-adjusted where there is a period before
/// @param variance of the difference
/// @param varianceWithoutCuped the same without the adjustment
/// @param bounds always-valid
/// @param p always-valid
/// @param correctedP p after the correction of its group: Holm for guardrails, Benjamini–Hochberg for secondary
///     metrics
/// @param fixedHorizonP only valid for one look at the planned number
/// @param lift relative to the control; NaN when the control's mean is 0
public record Comparison(
        Metric metric,
        long controlUnits,
        long treatmentUnits,
        double controlMean,
        double treatmentMean,
        double difference,
        double variance,
        double varianceWithoutCuped,
        Bounds bounds,
        double p,
        double correctedP,
        double fixedHorizonP,
        Lift lift,
        Bounds liftBounds) {

    static Comparison of(Metric metric, ArmData control, ArmData treatment, AlwaysValid valid) {
        var a = control.all(metric);
        var b = treatment.all(metric);
        long n = a.n() + b.n();
        double plain = a.varianceOfMean() + b.varianceOfMean();
        var adjusted = adjusted(metric, control, treatment);
        double difference = adjusted.difference();
        double variance = adjusted.variance();
        var lift = Lift.of(a.mean(), a.varianceOfMean(), b.mean(), b.varianceOfMean());
        double p = valid.p(difference, variance, n);
        return new Comparison(
                metric,
                a.n(),
                b.n(),
                a.mean(),
                b.mean(),
                difference,
                variance,
                plain,
                valid.around(difference, variance, n),
                p,
                p,
                FixedHorizon.p(difference, variance),
                lift,
                Double.isNaN(lift.estimate()) ? Bounds.UNKNOWN : valid.around(lift.estimate(), lift.variance(), n));
    }

    Comparison corrected(double value) {
        return new Comparison(
                metric,
                controlUnits,
                treatmentUnits,
                controlMean,
                treatmentMean,
                difference,
                variance,
                varianceWithoutCuped,
                bounds,
                p,
                value,
                fixedHorizonP,
                lift,
                liftBounds);
    }

    /// Share of the variance that CUPED took away, in [0, 1]; 0 when there is no period before.
    public double varianceSaved() {
        return varianceWithoutCuped > 0 && Double.isFinite(varianceWithoutCuped)
                ? Math.max(0, 1 - variance / varianceWithoutCuped)
                : 0;
    }

    private record Estimate(double difference, double variance) {}

    /// People with a period before and newcomers are two strata, each weighed by its size.
    private static Estimate adjusted(Metric metric, ArmData control, ArmData treatment) {
        var before = control.known(metric).plus(treatment.known(metric));
        double theta = Cuped.theta(List.of(control.known(metric), treatment.known(metric)));
        var known = stratum(
                control.known(metric).adjusted(theta, before.x().mean()),
                treatment.known(metric).adjusted(theta, before.x().mean()));
        var fresh = stratum(control.fresh(metric), treatment.fresh(metric));
        long knownUnits = before.y().n();
        long freshUnits = control.fresh(metric).n() + treatment.fresh(metric).n();
        if (freshUnits == 0) return known;
        if (knownUnits == 0) return fresh;
        if (!Double.isFinite(known.variance()) || !Double.isFinite(fresh.variance()))
            return stratum(control.all(metric), treatment.all(metric)); // a stratum that one arm lacks
        double share = (double) knownUnits / (knownUnits + freshUnits);
        return new Estimate(
                share * known.difference() + (1 - share) * fresh.difference(),
                share * share * known.variance() + (1 - share) * (1 - share) * fresh.variance());
    }

    private static Estimate stratum(Sample control, Sample treatment) {
        return new Estimate(treatment.mean() - control.mean(), control.varianceOfMean() + treatment.varianceOfMean());
    }
}
