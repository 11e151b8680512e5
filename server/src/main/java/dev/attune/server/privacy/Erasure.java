package dev.attune.server.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One erasure and how far it has come.
///
/// @param person the random id, which leads nowhere once the erasure is done
/// @param requestedAt when
/// @param requestedBy the account, or `person` for themselves
/// @param step the last one that is complete
/// @param erased rows by table, and what other systems erased
/// @param proof a compact JWS (RFC 7515) that holds its own public key; null until the last step
public record Erasure(
        UUID id,
        String person,
        Instant requestedAt,
        String requestedBy,
        Step step,
        Map<String, Integer> erased,
        @Nullable String proof) {
    public Erasure {
        erased = Map.copyOf(erased);
    }

    /// In their order; each is complete and stored before the next begins.
    public enum Step {
        REQUESTED,
        STOPPED,
        DELETED,
        SHREDDED,
        PROVEN;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Step of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
