package dev.attune.decisions.offline;

import java.util.List;
import java.util.Map;

/// The value of one policy, with everything that says how far to trust it.
///
/// @param policy its name
/// @param rows that were used
/// @param subjects among them
/// @param leftOut rows outside support: decided by a rule, not drawn
/// @param effectiveRows `(Σ w)² / Σ w²`
/// @param meanWeight should be 1
/// @param clipped share of the weights that were cut at the limit
/// @param values empty when refused
/// @param refusals why there is no answer
public record OfflineReport(
        String policy,
        int rows,
        int subjects,
        int leftOut,
        double effectiveRows,
        double meanWeight,
        double clipped,
        Map<Estimator, Value> values,
        List<String> refusals) {

    /// @param low of the 95 % bootstrap interval
    /// @param overFirst the same policy less the first one judged, on the same resamples
    public record Value(double estimate, double low, double high, Difference overFirst) {}

    public record Difference(double estimate, double low, double high) {}

    public OfflineReport {
        values = Map.copyOf(values);
        refusals = List.copyOf(refusals);
    }

    /// @throws IllegalStateException when the report is a refusal
    public Value value(Estimator estimator) {
        var value = values.get(estimator);
        if (value == null) throw new IllegalStateException("no answer: " + String.join("; ", refusals));
        return value;
    }
}
