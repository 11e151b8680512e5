package dev.attune.server.webhooks;

import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outbox;
import dev.attune.server.vault.Persons;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells every endpoint that wants to know. What is said is thin: ids, by which a receiver that may know more asks.
@Component
public class Webhooks {
    private final Endpoints endpoints;
    private final Outbox outbox;
    private final Persons persons;
    private final InstantSource clock;

    Webhooks(Endpoints endpoints, Outbox outbox, Persons persons, InstantSource clock) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.persons = persons;
        this.clock = clock;
    }

    /// Whether there is such an endpoint and it is switched on.
    public boolean listens(String endpoint) {
        return endpoints.all().stream()
                .anyMatch(known ->
                        known.disabledAt() == null && known.id().toString().equals(endpoint));
    }

    /// Within the caller's transaction; leaves after the commit.
    ///
    /// @param person whom it is about, named in the data as `subject`; the message leaves with them
    /// @param key the same for the same event, however often it is published
    /// @return how many endpoints will be told
    public int publish(WebhookEvent event, @Nullable String person, String key, Map<String, Object> data) {
        var full = new HashMap<>(data);
        if (person != null) persons.subjectOf(person).ifPresent(subject -> full.put("subject", subject));
        int told = 0;
        for (var endpoint : endpoints.all()) {
            if (!endpoint.wants(event)) continue;
            outbox.add(new Message(
                    WebhookCarrier.target(endpoint.id()),
                    event.id(),
                    person,
                    event.id() + ":" + key,
                    Map.of("timestamp", clock.instant().toString(), "data", full)));
            told++;
        }
        return told;
    }
}
