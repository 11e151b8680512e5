package dev.attune.server.warning;

import dev.attune.server.access.Tenants;
import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outbox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Tells of alerts by mail and webhook: at once, or when the quiet hours end, then everything for one
/// receiver in one message. What leaves is thin: it says that and about what, and about a person not
/// even whom.
@Component
class Tellings {
    private static final String OPERATION = "alert.raised";
    private static final String WEBHOOK = "webhook:";

    private final AlertTable table;
    private final Outbox outbox;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    Tellings(
            AlertTable table, Outbox outbox, Tenants tenants, TransactionOperations transactions, InstantSource clock) {
        this.table = table;
        this.outbox = outbox;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Receiver(
            String target, String language, @Nullable String person) {}

    /// Within the transaction that stores the alert.
    void tell(AlertRule rule, AlertTable.Stored alert) {
        var due = rule.toldAt(alert.raisedAt());
        boolean now = !due.isAfter(alert.raisedAt());
        for (var target : targets(rule))
            if (now) send(new Receiver(target, rule.language(), alert.person()), List.of(alert));
            else table.tellLater(alert.id(), target, rule.language(), due);
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT20S")
    void tellDue() {
        tenants.each(
                "telling alerts that were held back in quiet hours",
                () -> transactions.executeWithoutResult(status -> sendDue()));
    }

    private void sendDue() {
        var together = new LinkedHashMap<Receiver, List<UUID>>();
        for (var telling : table.takeDue(clock.instant()))
            together.computeIfAbsent(
                            new Receiver(telling.target(), telling.language(), telling.person()),
                            receiver -> new ArrayList<>())
                    .add(telling.alert());
        together.forEach((receiver, alerts) -> send(receiver, table.named(alerts)));
    }

    private void send(Receiver receiver, List<AlertTable.Stored> alerts) {
        if (alerts.isEmpty()) return; // erased meanwhile
        boolean webhook = receiver.target().startsWith(WEBHOOK);
        var told = alerts.stream().map(Tellings::thin).toList();
        outbox.add(new Message(
                webhook ? receiver.target() : MailCarrier.SCHEME,
                OPERATION,
                receiver.person(),
                "%s:%s:%08x"
                        .formatted(
                                OPERATION,
                                alerts.getFirst().id(),
                                receiver.target().hashCode()),
                webhook
                        ? Map.of("timestamp", clock.instant().toString(), "data", Map.of("alerts", told))
                        : Map.of(
                                "to", receiver.target().substring(MailCarrier.SCHEME.length() + 1),
                                "language", receiver.language(),
                                "alerts", told)));
    }

    private static Map<String, Object> thin(AlertTable.Stored alert) {
        boolean person = alert.person() != null;
        return Map.of(
                "id", alert.id().toString(),
                "rule", alert.ruleName(),
                "scope", person ? Watched.PERSON.id() : alert.scope(),
                "at", alert.raisedAt().toString(),
                "reason", person ? "" : alert.evidence().sentence());
    }

    private static List<String> targets(AlertRule rule) {
        var targets = new ArrayList<String>();
        rule.mailTo().forEach(address -> targets.add(MailCarrier.SCHEME + ":" + address));
        rule.webhooks().forEach(id -> targets.add(WEBHOOK + id));
        return targets;
    }
}
