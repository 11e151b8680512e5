package dev.attune.decisions.segments;

import java.time.Instant;
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

    boolean isReading() {
        return valence != null && type.startsWith(AFFECT);
    }
}
