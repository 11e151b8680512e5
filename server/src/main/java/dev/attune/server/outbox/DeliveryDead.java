package dev.attune.server.outbox;

import java.util.UUID;

/// A message will not be tried again unless somebody replays it. Published on its tenant, within the transaction that
/// remembers it.
public record DeliveryDead(UUID message, String target, String operation, String why) {}
