package dev.attune.server.webhooks;

import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.Tenant;
import dev.attune.server.decisions.DecisionMade;
import dev.attune.server.experiments.SampleRatioFailed;
import dev.attune.server.outbox.DeliveryDead;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Persons;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// What the house tells everybody, and others should hear.
@Component
class WebhookTriggers {
    private static final System.Logger LOG = System.getLogger(WebhookTriggers.class.getName());

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

    /// Aside, because a live session waits for nobody: a decision made while the server is being killed is not told.
    @EventListener
    void decided(DecisionMade made) {
        var tenant = Tenant.current();
        Thread.ofVirtual().name("webhook-decision").start(() -> tenant.run(() -> tell(made)));
    }

    private void tell(DecisionMade made) {
        var data = Map.<String, Object>of(
                "session", made.session().id().toString(),
                "decision", made.decision(),
                "playbook", made.playbook(),
                "version", made.version());
        String key = made.session().id() + "/" + made.decision();
        try {
            webhooks.publish(WebhookEvent.DECISION_MADE, made.session().person(), key, data);
            webhooks.publish(WebhookEvent.PLAYBOOK_FIRED, made.session().person(), key, data);
        } catch (DataAccessException | PersonErased e) {
            LOG.log(WARNING, "nobody was told of a decision", e);
        }
    }

    @EventListener
    void sampleRatioFailed(SampleRatioFailed failed) {
        webhooks.publish(
                WebhookEvent.EXPERIMENT_SRM_FAILED,
                null,
                failed.experiment(),
                Map.of("experiment", failed.experiment()));
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
