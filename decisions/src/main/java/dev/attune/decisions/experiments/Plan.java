package dev.attune.decisions.experiments;

import java.util.List;

/// What was settled before the first visitor.
///
/// @param hypothesis in words
/// @param control id of the arm the others are compared with
/// @param treatment id of the arm in question
/// @param controlShare of the two arms' traffic that was meant for the control, in (0, 1)
/// @param metrics exactly one of them primary
/// @param unitsPerArm after so many, an interval that still holds 0 means that no difference was shown
public record Plan(
        String id,
        String hypothesis,
        String control,
        String treatment,
        double controlShare,
        List<Metric> metrics,
        long unitsPerArm) {
    public Plan {
        metrics = List.copyOf(metrics);
        long primary = metrics.stream()
                .filter(metric -> metric.role() == Metric.Role.PRIMARY)
                .count();
        if (primary != 1)
            throw new IllegalArgumentException(
                    "an experiment has exactly one primary metric, got %d in %s".formatted(primary, metrics));
        if (control.equals(treatment)) throw new IllegalArgumentException("control and treatment are both " + control);
        if (!(controlShare > 0 && controlShare < 1))
            throw new IllegalArgumentException("control share must be in (0, 1), got " + controlShare);
        if (unitsPerArm < 1) throw new IllegalArgumentException("units per arm must be at least 1, got " + unitsPerArm);
    }

    public Metric primary() {
        return metrics.stream()
                .filter(metric -> metric.role() == Metric.Role.PRIMARY)
                .findFirst()
                .orElseThrow();
    }
}
