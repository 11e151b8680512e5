package dev.attune.decisions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a [Decider] remembers of one session. Immutable; start with [#initial].
///
/// @param seed of the session; the ids of its decisions come from it
/// @param decisions how many were taken so far
/// @param at latest media time seen
/// @param coverage recent share of time with a readable expression, in [0, 1]
/// @param lastNegative when a negative state was last displayed
/// @param holds since when each rule's condition holds, by rule id
/// @param running the action in each slot
/// @param endedAt when each rule's last action ended, by rule id
/// @param recent times of the decisions within the frequency cap's stretch, by slot
/// @param declined rules that were undone in this session
public record DeciderState(
        long seed,
        long decisions,
        Duration at,
        double coverage,
        @Nullable Duration lastNegative,
        Map<String, Hold> holds,
        Map<String, Running> running,
        Map<String, Duration> endedAt,
        Map<String, List<Duration>> recent,
        Set<String> declined) {
    public DeciderState {
        holds = Map.copyOf(holds);
        running = Map.copyOf(running);
        endedAt = Map.copyOf(endedAt);
        recent = Map.copyOf(recent);
        declined = Set.copyOf(declined);
    }

    /// @param seed different for every session, so that decision ids are
    public static DeciderState initial(long seed) {
        return new DeciderState(seed, 0, Duration.ZERO, 0, null, Map.of(), Map.of(), Map.of(), Map.of(), Set.of());
    }

    /// A condition has been true since `since`, last at `lastTrue`.
    public record Hold(Duration since, Duration lastTrue) {}

    /// An action is running; the condition to stay was last true at `lastStay`.
    public record Running(Decision decision, Duration lastStay) {}
}
