package dev.attune.server.connectors;

import java.time.Instant;

/// @param key the same for the same entry, however often it is sent
/// @param mayExist it was sent before and nobody knows whether it arrived
record TimelineEntry(String key, boolean mayExist, String type, Instant occurredAt, String text) {}
