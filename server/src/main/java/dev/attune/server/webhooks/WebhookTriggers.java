package dev.attune.server.webhooks;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.outbox.DeliveryDead;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.Persons;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What the house tells everybody, and others should hear.
@Component
class WebhookTriggers {
    private final Webhooks webhooks;
    private final Persons persons;

    WebhookTriggers(Webhooks webhooks, Persons persons) {
        this.webhooks = webhooks;
        this.persons = persons;
    }

    /// The message is not the person's own: it must outlive them.
    @EventListener
    void erased(PersonErasing erasing) {
        if (erasing.subject() == null) return; // told already
        webhooks.publish(WebhookEvent.SUBJECT_ERASED, null, erasing.person(), Map.of("subject", erasing.subject()));
    }

    @EventListener
    void withdrawn(ConsentWithdrawn withdrawal) {
        persons.find(withdrawal.subject())
                .ifPresent(person -> webhooks.publish(
                        WebhookEvent.CONSENT_CHANGED,
                        person,
                        UUID.randomUUID().toString(), // each withdrawal is one of its own
                        Map.of(
                                "withdrawn",
                                withdrawal.choices().stream()
                                        .map(choice -> Map.of(
                                                "purpose", choice.purpose().id(),
                                                "modality", choice.modality().id()))
                                        .toList())));
    }

    @EventListener
    void dead(DeliveryDead dead) {
        if (dead.target().startsWith(WebhookCarrier.SCHEME + ":")) return; // it would not arrive either
        webhooks.publish(
                WebhookEvent.DEAD_LETTER_CREATED,
                null,
                dead.message().toString(),
                Map.of("delivery", dead.message().toString(), "target", dead.target(), "operation", dead.operation()));
    }
}
