package dev.attune.decisions.segments;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One event of a person.
///
/// @param type for example `track:Order Returned`; readings of displayed affect begin with [#AFFECT]
/// @param valence,arousal of readings of displayed affect only
public record Happening(
        String type,
        Instant at,
        @Nullable Double valence,
        @Nullable Double arousal) {
    public static final String AFFECT = "affect:";

    private static final Set<String> TOLD =
            Set.of("identify", "group", "alias"); // as a nightly import of a CRM sends them

    /// Whether the person did it, rather than that they were looked at or that the service told something of them.
    boolean isOwn() {
        return !type.startsWith(AFFECT) && !TOLD.contains(type);
    }

    boolean isReading() {
        return valence != null && type.startsWith(AFFECT);
    }
}
