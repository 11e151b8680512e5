package dev.attune.server.outbox;

import java.time.Instant;
import java.util.UUID;

/// A message at the moment of its delivery.
///
/// @param id the same at every attempt
/// @param attempt 1 for the first
public record Parcel(UUID id, Message message, Instant addedAt, int attempt) {
    public Parcel {
        if (attempt < 1) throw new IllegalArgumentException("attempts are counted from 1, got " + attempt);
    }
}
