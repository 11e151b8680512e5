package dev.attune.server.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message arrived. Published on its tenant, within the transaction that remembers it: a listener that fails makes
/// the message be delivered again.
///
/// @param externalId what the other system calls what came of it, for example the number of a ticket
/// @param externalUrl where a person can look at it
public record DeliveryDone(
        UUID message,
        String target,
        @Nullable String externalId,
        @Nullable String externalUrl) {}
