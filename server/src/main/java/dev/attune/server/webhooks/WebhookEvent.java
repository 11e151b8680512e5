package dev.attune.server.webhooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What may be told to others.
public enum WebhookEvent {
    DECISION_MADE,
    PLAYBOOK_FIRED,
    SIGNAL_RAISED,
    SIGNAL_EXPIRED,
    CONSENT_CHANGED,
    SUBJECT_ERASED,
    EXPERIMENT_SRM_FAILED,
    DEAD_LETTER_CREATED;

    /// The type in the message, for example `decision.made`.
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replaceFirst("^dead\\.letter_", "dead_letter.");
    }

    static Optional<WebhookEvent> of(String id) {
        return Arrays.stream(values()).filter(event -> event.id().equals(id)).findFirst();
    }
}
