package dev.attune.server.segments;

import java.util.UUID;

/// Somebody entered or left a segment; published after the commit, on their tenant. Who is found when a
/// segment is made or its condition changed enters silently.
public record SegmentChanged(UUID segment, String person, boolean entered) {}
