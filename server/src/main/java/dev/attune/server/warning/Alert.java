package dev.attune.server.warning;

import java.time.Instant;
import java.util.UUID;

/// @param rule its name
/// @param scope `person:p-…`, `product:…`, `region:…`, `release:…`, `queue:…`, `topic:…` or `channel:…`
/// @param at when the reading came that made it one
/// @param strength 1 at the limit, more beyond
/// @param reason one sentence in English
public record Alert(UUID id, String rule, String scope, Instant at, double strength, String reason) {}
