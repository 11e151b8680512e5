package dev.attune.server.segments;

import dev.attune.decisions.segments.SegmentCondition;
import dev.attune.decisions.segments.SegmentConditionException;
import java.time.Instant;
import java.util.UUID;

/// @param key how conditions of playbooks and other services name it; never changes
/// @param building whether not everybody was looked at under this condition yet
/// @param members how many people, exactly: not to be shown below the floor
record Segment(
        UUID id,
        String key,
        String name,
        String condition,
        Instant createdAt,
        String createdBy,
        boolean building,
        String builtTo,
        long members) {

    /// @throws IllegalStateException when a stored condition cannot be read by this version
    SegmentCondition read() {
        try {
            return SegmentCondition.read(condition);
        } catch (SegmentConditionException e) {
            throw new IllegalStateException("the stored condition of segment %s cannot be read".formatted(key), e);
        }
    }
}
