package dev.attune.decisions.ranking;

import dev.attune.decisions.experiments.AlwaysValid;
import dev.attune.decisions.experiments.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether an action is surely worse than the baseline, to stop it. Immutable.
///
/// For every decision in which both could have been chosen, `d = 1[a] r / p_a − 1[baseline] r / p_baseline`: its
/// mean is what showing `a` to everybody would earn more than the baseline, whoever the learner chose to show it
/// to. The interval is always valid, so it may be looked at after every reward.
///
/// @param differences d by action
public record ActionEvidence(Map<String, Sample> differences) {
    public static final ActionEvidence NONE = new ActionEvidence(Map.of());

    public ActionEvidence {
        differences = Map.copyOf(differences);
    }

    /// Only decisions that were drawn teach; the first eligible action is the baseline.
    public ActionEvidence after(Event.Settlement settlement) {
        var decision = settlement.decision();
        if (!decision.explored()) return this;
        var chosen = decision.chosen().orElse("");
        var baseline = decision.eligible().getFirst();
        double weighted = settlement.reward() / decision.propensity();
        double ofBaseline = chosen.equals(baseline) ? weighted : 0;
        var next = new HashMap<>(differences);
        for (var action : decision.eligible())
            if (!action.equals(baseline))
                next.merge(
                        action, Sample.EMPTY.plus((chosen.equals(action) ? weighted : 0) - ofBaseline), Sample::plus);
        return new ActionEvidence(next);
    }

    /// Actions whose interval lies wholly below `−margin`.
    public Set<String> stopped(double margin) {
        var stopped = new TreeSet<String>();
        differences.forEach((action, sample) -> {
            var bounds = AlwaysValid.STANDARD.around(sample.mean(), sample.varianceOfMean(), sample.n());
            if (bounds.high() < -margin) stopped.add(action);
        });
        return stopped;
    }
}
