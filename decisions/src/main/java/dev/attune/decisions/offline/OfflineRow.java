package dev.attune.decisions.offline;

import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.ranking.Event;
import java.util.List;

/// One logged decision with its outcome.
///
/// @param subject pseudonym; rows of one person are resampled together
/// @param actions ids that were eligible
/// @param features of each eligible action, in their order; not to be changed afterwards. Arrays may be shared
/// @param chosen index into `actions`
/// @param propensity the logged probability of the chosen action; checked by the evaluation, not here
/// @param reward in [0, 1]
public record OfflineRow(
        String subject, List<String> actions, List<double[]> features, int chosen, double propensity, double reward) {
    public OfflineRow {
        actions = List.copyOf(actions);
        features = List.copyOf(features);
        if (features.size() != actions.size())
            throw new IllegalArgumentException(
                    "%d actions need as many feature vectors, got %d".formatted(actions.size(), features.size()));
        if (chosen < 0 || chosen >= actions.size())
            throw new IllegalArgumentException("chosen must be in 0..%d, got %d".formatted(actions.size() - 1, chosen));
        if (!(reward >= 0 && reward <= 1))
            throw new IllegalArgumentException("reward must be in [0, 1], got " + reward);
    }

    public static OfflineRow of(Event.Settlement settlement, FeatureSchema schema) {
        var decision = settlement.decision();
        return new OfflineRow(
                decision.request().subject(),
                decision.eligible(),
                decision.vectors(schema),
                decision.eligible().indexOf(decision.chosen().orElse("")),
                decision.propensity(),
                settlement.reward());
    }
}
