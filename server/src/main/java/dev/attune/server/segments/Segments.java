package dev.attune.server.segments;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Where a person belongs, for other slices.
@Component
public class Segments {
    private final SegmentTable table;

    Segments(SegmentTable table) {
        this.table = table;
    }

    /// Keys of the segments that the person is in.
    public Set<String> of(String person) {
        return table.keysOf(Set.of(person)).getOrDefault(person, Set.of());
    }

    /// The same for several; who is in none is absent.
    public Map<String, Set<String>> of(Collection<String> people) {
        return table.keysOf(people);
    }

    /// Keys of the segments whose conditions read what people display. They may route and style a
    /// service, and never reach a price or an entitlement.
    public Set<String> readingAffect() {
        return table.all().stream()
                .filter(segment -> segment.read().readsAffect())
                .map(Segment::key)
                .collect(Collectors.toSet());
    }
}
