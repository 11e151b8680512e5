package dev.attune.server.segments;

import dev.attune.policy.aggregates.SmallCells;
import org.jspecify.annotations.Nullable;

/// Counts of people as they may be shown: none below the floor, and above it rounded, because whoever
/// may count for any condition could otherwise find one person by the difference of two.
///
/// @param k the floor, and the step of rounding
record PeopleCount(int k) {
    private static final double Z = 1.96;

    PeopleCount {
        if (k < SmallCells.LOWEST_FLOOR)
            throw new IllegalArgumentException("k must be at least %d, got %d".formatted(SmallCells.LOWEST_FLOOR, k));
    }

    /// @param about null below the floor
    /// @param low,high where the true number lies, 95 %; the same as `about` when everybody was counted
    /// @param sampled people that were looked at
    /// @param everybody whether that is everybody
    record Estimate(
            @Nullable Long about,
            @Nullable Long low,
            @Nullable Long high,
            long sampled,
            boolean everybody) {}

    /// Null below the floor.
    @Nullable
    Long rounded(long people) {
        return people < k ? null : Long.valueOf(Math.round(people / (double) k) * k);
    }

    /// Wilson's interval of the share, for all of the population.
    Estimate estimate(long met, long sampled, long population) {
        if (sampled >= population) {
            var all = rounded(met);
            return new Estimate(all, all, all, sampled, true);
        }
        if (sampled == 0) return new Estimate(null, null, null, 0, false);
        double p = met / (double) sampled;
        double z2 = Z * Z;
        double middle = (p + z2 / (2 * sampled)) / (1 + z2 / sampled);
        double half = Z * Math.sqrt((p * (1 - p) + z2 / (4 * sampled)) / sampled) / (1 + z2 / sampled);
        return new Estimate(
                rounded(Math.round(p * population)),
                rounded(Math.round(Math.max(0, middle - half) * population)),
                rounded(Math.round(Math.min(1, middle + half) * population)),
                sampled,
                false);
    }
}
