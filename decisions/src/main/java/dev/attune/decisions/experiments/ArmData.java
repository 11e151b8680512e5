package dev.attune.decisions.experiments;

import java.util.Map;

/// What one arm brought, everybody in it counted as assigned, whether they were shown anything or
/// agreed to anything.
///
/// @param assigned unique people dealt to this arm
/// @param exposed of these, who came to the place where the arms differ
/// @param consented of these, who agreed to personalisation; decided after the dealing
/// @param inSeveralArms of these, who were seen in another arm as well
/// @param metrics by id; outcomes of people who have a period before, beside that period
/// @param newcomers by metric id; outcomes of people who have none
public record ArmData(
        String arm,
        long assigned,
        long exposed,
        long consented,
        long inSeveralArms,
        Map<String, Cuped> metrics,
        Map<String, Sample> newcomers) {
    public ArmData {
        if (assigned < 0 || exposed < 0 || consented < 0 || inSeveralArms < 0)
            throw new IllegalArgumentException("counts of arm %s must not be negative".formatted(arm));
        if (exposed > assigned || consented > assigned || inSeveralArms > assigned)
            throw new IllegalArgumentException("arm %s has %d assigned but %d exposed, %d consented, %d in several arms"
                    .formatted(arm, assigned, exposed, consented, inSeveralArms));
        metrics = Map.copyOf(metrics);
        newcomers = Map.copyOf(newcomers);
    }

    public Cuped known(Metric metric) {
        return metrics.getOrDefault(metric.id(), Cuped.EMPTY);
    }

    public Sample fresh(Metric metric) {
        return newcomers.getOrDefault(metric.id(), Sample.EMPTY);
    }

    /// Everybody's outcomes as they are.
    public Sample all(Metric metric) {
        return known(metric).y().plus(fresh(metric));
    }
}
