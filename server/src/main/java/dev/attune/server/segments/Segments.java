package dev.attune.server.segments;

import dev.attune.decisions.segments.SegmentCondition;
import dev.attune.decisions.segments.SegmentConditionException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Where a person belongs, for other slices.
@Component
public class Segments {
    private static final int MOST_READ = 1_000; // conditions; some hundred kB of their texts

    private final SegmentTable table;

    /// Whether a condition reads what people display, by its text, which alone decides that: to find out takes longer
    /// than to ask the database.
    private final Map<String, Boolean> readingAffect = new ConcurrentHashMap<>();

    Segments(SegmentTable table) {
        this.table = table;
    }

    /// @param keys of the segments that somebody is in
    /// @param readingAffect those of `keys` that hold because of what was displayed. They may route and style a
    ///     service, and never reach a price or an entitlement
    public record Memberships(Set<String> keys, Set<String> readingAffect) {}

    /// Keys of the segments that the person is in.
    public Set<String> of(String person) {
        return table.keysOf(Set.of(person)).getOrDefault(person, Set.of());
    }

    /// The same for several; who is in none is absent.
    public Map<String, Set<String>> of(Collection<String> people) {
        return table.keysOf(people);
    }

    /// The same for one, and which of them they are in because of what they display.
    public Memberships memberships(String person) {
        var keys = new TreeSet<String>();
        var affect = new TreeSet<String>();
        table.conditionsOf(person).forEach((key, condition) -> {
            keys.add(key);
            if (readsAffect(condition)) affect.add(key);
        });
        return new Memberships(keys, affect);
    }

    private boolean readsAffect(String condition) {
        if (readingAffect.size() > MOST_READ) readingAffect.clear();
        return readingAffect.computeIfAbsent(condition, text -> {
            try {
                return SegmentCondition.read(text).readsAffect();
            } catch (SegmentConditionException e) {
                throw new IllegalStateException("the stored condition '%s' cannot be read".formatted(text), e);
            }
        });
    }
}
