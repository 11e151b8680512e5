package dev.attune.server.connectors;

import java.time.Instant;

/// @param key the same for the same task, however often it is sent
/// @param mayExist it was sent before and nobody knows whether it arrived
record TaskSpec(String key, boolean mayExist, String title, String body, Instant due) {}
