package dev.attune.decisions.learning;

import java.util.Arrays;

/// One observed reward: what there is to learn from, and to forget.
///
/// @param features of the context and the action, as [FeatureSchema#vector] makes them; not to be changed afterwards
/// @param reward in [0, 1]
/// @param epoch of the model when the row was learned, see [RewardModel#epoch]
public record Row(String action, double[] features, double reward, long epoch) {
    public Row {
        if (action.isBlank()) throw new IllegalArgumentException("a row needs the id of its action");
        requireFinite(features);
        if (!(reward >= 0 && reward <= 1))
            throw new IllegalArgumentException("reward must be in [0, 1], got " + reward);
        if (epoch < 0) throw new IllegalArgumentException("epoch must not be negative, got " + epoch);
    }

    static void requireFinite(double[] features) {
        for (int i = 0; i < features.length; i++)
            if (!Double.isFinite(features[i]))
                throw new IllegalArgumentException("feature %d must be finite, got %s".formatted(i, features[i]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row
                && row.action.equals(action)
                && Arrays.equals(row.features, features)
                && row.reward == reward
                && row.epoch == epoch;
    }

    @Override
    public int hashCode() {
        return 31 * action.hashCode() + Arrays.hashCode(features);
    }
}
