package dev.attune.server.customers;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How what somebody displayed went over the last weeks.
///
/// @param weeks with at least one event, oldest first
/// @param trend change of valence per week, least squares over the weeks that were measured; null below three
/// @param volatility standard deviation of valence between those weeks; null below three
/// @param baseline what is usual for this person: the mean valence of what was read from what they allow to remember
///     their usual of (purpose `baseline`); null without that, or with less than five observations
public record Dynamics(
        List<Week> weeks,
        @Nullable Double trend,
        @Nullable Double volatility,
        @Nullable Double baseline) {
    public static final Dynamics NONE = new Dynamics(List.of(), null, null, null);

    public Dynamics {
        weeks = List.copyOf(weeks);
    }

    /// @param monday on which the week begins, UTC
    /// @param valence mean of what was measured; null when nothing was
    /// @param measured how many affect events there were
    /// @param answers how many questions were answered
    public record Week(LocalDate monday, @Nullable Double valence, int measured, int answers) {}
}
