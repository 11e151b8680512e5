package dev.attune.evaluation;

import dev.attune.signals.Reason;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How often each reason stood in the way of a reading, or weakened it.
final class ReasonCounts {
    private final Map<Reason, Long> times = new EnumMap<>(Reason.class);

    record Count(Reason reason, long times) {}

    void add(Reason reason) {
        times.merge(reason, 1L, Long::sum);
    }

    void addAll(ReasonCounts others) {
        others.times.forEach((reason, more) -> times.merge(reason, more, Long::sum));
    }

    boolean isEmpty() {
        return times.isEmpty();
    }

    long total() {
        return times.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The most frequent first. Equally frequent ones stand in the order of [Reason], so that the same recording gives
    /// the same bytes each time.
    List<Count> mostFirst() {
        return times.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::times).reversed())
                .toList();
    }

    /// The first of [#mostFirst]; empty when there is none.
    Optional<Reason> main() {
        return mostFirst().stream().map(Count::reason).findFirst();
    }
}
