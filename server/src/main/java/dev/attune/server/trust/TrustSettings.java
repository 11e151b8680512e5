package dev.attune.server.trust;

import dev.attune.policy.aggregates.SmallCells;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.aggregates`: how counts of people are shown.
///
/// @param k fewer people than this are not shown
/// @param epsilon noise on counts of people, the less the noisier; 0 for none
/// @param budget how much of epsilon may be spent per day; then counts come without noise, over the floor
@ConfigurationProperties("attune.aggregates")
record TrustSettings(
        @DefaultValue("" + SmallCells.USUAL_FLOOR) int k,
        @DefaultValue("0") double epsilon,
        @DefaultValue("20") double budget) {
    TrustSettings {
        if (k < SmallCells.LOWEST_FLOOR)
            throw new IllegalArgumentException(
                    "attune.aggregates.k must be at least %d, got %d".formatted(SmallCells.LOWEST_FLOOR, k));
        if (!(epsilon >= 0 && epsilon <= 10))
            throw new IllegalArgumentException("attune.aggregates.epsilon must be in 0..10, got " + epsilon);
        if (!(budget >= 0 && budget <= 1000))
            throw new IllegalArgumentException("attune.aggregates.budget must be in 0..1000, got " + budget);
    }
}
