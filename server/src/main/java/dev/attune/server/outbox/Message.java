package dev.attune.server.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param target the carrier and which one of its own: `webhook:ID`, `connector:ID`, or `mail`
/// @param operation what to do there, as the carrier knows it
/// @param person whom it is about; messages about one person reach one target in their order, and leave with the person
/// @param idempotencyKey a second message with the same one and the same target is the first
/// @param payload as JSON can say it; sealed with the person's key
public record Message(
        String target, String operation, @Nullable String person, String idempotencyKey, Map<String, Object> payload) {
    private static final int LONGEST = 200; // as in the schema

    public Message {
        if (!target.matches("[a-z]+(:[A-Za-z0-9._-]+)?") || target.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a target is a carrier and maybe which one, as webhook:ID, got '%s'".formatted(target));
        if (!operation.matches("[a-z][a-z0-9._-]{0,99}"))
            throw new IllegalArgumentException(
                    "an operation is a word of small letters, as timeline, got '%s'".formatted(operation));
        if (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST)
            throw new IllegalArgumentException(
                    "an idempotency key has 1 to %d characters, got '%s'".formatted(LONGEST, idempotencyKey));
        payload = Map.copyOf(payload);
    }

    /// The carrier's name.
    String scheme() {
        int colon = target.indexOf(':');
        return colon < 0 ? target : target.substring(0, colon);
    }
}
