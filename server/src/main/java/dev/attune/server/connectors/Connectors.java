package dev.attune.server.connectors;

import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outbox;
import dev.attune.server.vault.Persons;
import dev.attune.server.webhooks.WebhookEvent;
import dev.attune.server.webhooks.Webhooks;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What other slices may ask of connected systems. Everything goes through the outbox, within the caller's transaction;
/// [dev.attune.server.outbox.DeliveryDone] tells when it arrived.
@Component
public class Connectors {
    static final String SCHEME = "connector";
    static final String TASK = "task";
    static final String TIMELINE = "timeline";
    static final String SIGNAL = "signal";
    static final String CLEAR = "clear";
    static final String ERASE = "erase";

    private final ConnectorTable table;
    private final Outbox outbox;
    private final Persons persons;
    private final Gate gate;
    private final Webhooks webhooks;

    Connectors(ConnectorTable table, Outbox outbox, Persons persons, Gate gate, Webhooks webhooks) {
        this.table = table;
        this.outbox = outbox;
        this.persons = persons;
        this.gate = gate;
        this.webhooks = webhooks;
    }

    public List<ConnectorView> enabled() {
        return table.all().stream()
                .filter(ConnectorTable.Row::enabled)
                .map(row -> new ConnectorView(row.id(), row.kind().id(), row.name()))
                .toList();
    }

    /// A task or ticket about a person; the same one twice is one.
    ///
    /// @param connector its id
    /// @return the id of the message
    public UUID createTask(String connector, String person, String title, String body, Instant due) {
        return add(
                connector,
                TASK,
                person,
                digest(TASK, person, title, body, due.toString()),
                Map.of("title", title, "body", body, "due", due.toString()));
    }

    /// A line in a person's history there; the same one twice is one.
    ///
    /// @param type in a word or two, for people
    public UUID timeline(String connector, String person, String type, Instant occurredAt, String text) {
        return add(
                connector,
                TIMELINE,
                person,
                digest(TIMELINE, person, type, occurredAt.toString(), text),
                Map.of("type", type, "occurredAt", occurredAt.toString(), "text", text));
    }

    /// What may be said about how a person is: coarse, for a time, and only while they agree.
    ///
    /// @param signal `needs_help`, `ok` or `unknown`
    /// @throws IllegalArgumentException for anything finer
    /// @throws IllegalStateException when the person has not agreed to be helped or served by what they display
    public UUID signal(String connector, String person, String signal, Instant until) {
        EmoFields.Signal.of(signal);
        if (!agrees(person))
            throw new IllegalStateException(
                    "this person has not agreed to personalization or agent assistance, so no signal leaves");
        var payload = Map.<String, Object>of("signal", signal, "until", until.toString());
        String key = UUID.randomUUID().toString(); // needs_help, ok, needs_help are three
        webhooks.publish(WebhookEvent.SIGNAL_RAISED, person, key, payload);
        return add(connector, SIGNAL, person, key, payload);
    }

    /// Whether any modality may be used to serve or help them now.
    boolean agrees(String person) {
        var subject = persons.subjectOf(person);
        if (subject.isEmpty()) return false;
        for (var purpose : List.of(Purpose.PERSONALIZATION, Purpose.AGENT_ASSIST))
            for (var modality : Modality.values())
                if (gate.check(new Gate.Question(subject.get(), purpose, modality)) instanceof Gate.Verdict.Allowed)
                    return true;
        return false;
    }

    private UUID add(String connector, String operation, String person, String key, Map<String, Object> payload) {
        if (table.find(UUID.fromString(connector)).isEmpty())
            throw new IllegalArgumentException("there is no connector '%s'".formatted(connector));
        return outbox.add(new Message(target(UUID.fromString(connector)), operation, person, key, payload));
    }

    static String target(UUID connector) {
        return SCHEME + ":" + connector;
    }

    private static String digest(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return parts[0] + ":" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
