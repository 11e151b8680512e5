package dev.attune.server.segments;

import dev.attune.policy.aggregates.SmallCells;
import org.jspecify.annotations.Nullable;

/// Counts of people as they may be shown: none below the floor, and above it rounded, because whoever
/// may count for any condition could otherwise find one person by the difference of two.
///
/// A fixed edge does not hide one person from whoever stands just below it: nine others and that one show, nine alone
/// do not. So while conditions are tried, floor and edges are drawn by lot, once for each set of people: asked again,
/// or in other words, the same people give the same answer, and nobody knows how near the edge is.
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

    /// Wilson's interval of the share, for all of the population, widened by the step of rounding.
    ///
    /// @param met of those sampled; they themselves are rounded, as a sample of few makes one person many
    /// @param lot of exactly those who met it
    Estimate estimate(long met, long lot, long sampled, long population) {
        boolean everybody = sampled > 0 && sampled >= population;
        if (sampled == 0 || met < k + Math.floorMod(lot, (long) k))
            return new Estimate(null, null, null, sampled, everybody);
        long about = (met + Math.floorMod(Math.floorDiv(lot, (long) k), (long) k)) / k * k;
        if (everybody) return new Estimate(about, about, about, sampled, true);
        return new Estimate(
                rounded(Math.round(Math.min(1, about / (double) sampled) * population)),
                rounded(Math.round(end(Math.max(0, about - k), sampled, -Z) * population)),
                rounded(Math.round(end(Math.min(sampled, about + k), sampled, Z) * population)),
                sampled,
                false);
    }

    private static double end(long met, long sampled, double z) {
        double p = Math.min(1, met / (double) sampled);
        double z2 = z * z;
        double middle = p + z2 / (2 * sampled);
        double half = z * Math.sqrt((p * (1 - p) + z2 / (4 * sampled)) / sampled);
        return Math.clamp((middle + half) / (1 + z2 / sampled), 0, 1);
    }
}
