package dev.attune.server.repair;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a case's history. Who did it stands in the audit record, not here.
///
/// @param kind what happened
/// @param displayed whether it was read from what the person displayed
/// @param message in the outbox; null where nothing left
/// @param detail as JSON can say it
public record Entry(
        UUID id,
        Instant at,
        Kind kind,
        boolean displayed,
        @Nullable UUID message,
        Map<String, Object> detail) {

    /// What happened.
    public enum Kind {
        /// A sign of trouble: `source`, `strength`, maybe `channel`, `reason`.
        EVIDENCE,
        /// `step`, `option`.
        STEP,
        /// `step`, `reason`.
        SKIPPED,
        /// Something was sent to the person: `target`, `text`, maybe `step`.
        MESSAGE,
        /// A task in another system: `connector`, `title`; once it is there `externalId`, `externalUrl`.
        TASK,
        ASKED,
        /// `satisfaction` in [0, 1].
        ANSWERED,
        /// The person's words were calm again.
        CALM,
        CAME_BACK,
        BOUGHT_AGAIN,
        /// `outcome`.
        ENDED,
        /// The person took back their consent, and what was read from them left this history.
        CONSENT_WITHDRAWN;

        /// The name used in protocols and data, for example `came-back`.
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public Entry {
        detail = Map.copyOf(detail);
    }

    String text(String key) {
        return detail.get(key) instanceof String text ? text : "";
    }
}
