package dev.attune.server.repair;

import dev.attune.server.customers.Customers;
import dev.attune.server.outbox.DeliveryDone;
import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outbox;
import dev.attune.server.problems.Refusal;
import dev.attune.server.warning.MailServer;
import dev.attune.server.webhooks.Webhooks;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// What is said to the person leaves by the outbox; what came of it, and of tasks, comes back into the history.
@Component
class Sending {
    private static final String MAIL = "mail";
    private static final String WEBHOOK = "webhook:";
    private static final int LONGEST_SHOWN = 60;

    private final Cases cases;
    private final CaseTable table;
    private final Outbox outbox;
    private final Webhooks webhooks;
    private final Customers customers;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final MailServer mailServer;

    Sending(
            Cases cases,
            CaseTable table,
            Outbox outbox,
            Webhooks webhooks,
            Customers customers,
            TransactionOperations transactions,
            InstantSource clock,
            MailServer mailServer) {
        this.cases = cases;
        this.table = table;
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.customers = customers;
        this.transactions = transactions;
        this.clock = clock;
        this.mailServer = mailServer;
    }

    boolean canMail() {
        return mailServer.canSend();
    }

    /// @param target `mail`, or `webhook:` and which endpoint
    void message(RepairCase one, String target, String text) {
        var payload = target.equals(MAIL) ? mail(one, text) : webhook(one, target, text);
        transactions.executeWithoutResult(status -> {
            var message = outbox.add(new Message(
                    target, "repair.message", one.person(), UUID.randomUUID().toString(), payload));
            cases.sent(one.id(), Entry.Kind.MESSAGE, message, Map.of("target", target, "text", text));
        });
    }

    private Map<String, Object> mail(RepairCase one, String text) {
        if (!canMail())
            throw Refusal.conflict(
                    "No mail can be sent from here. Maybe set spring.mail.host and attune.mail.from, or send it by webhook.");
        var address = customers
                .profile(one.person())
                .map(profile -> profile.traits().get("email"))
                .map(String::valueOf)
                .orElseThrow(() -> Refusal.conflict(
                        "No e-mail address is known of this person. Maybe send it by webhook, or call."));
        return Map.of("to", address, "subject", subject(one.language()), "text", text);
    }

    private static String subject(String language) {
        return switch (language) {
            case "ru" -> "О вашем обращении";
            case "zh" -> "关于您的反馈";
            default -> "About your message";
        };
    }

    private Map<String, Object> webhook(RepairCase one, String target, String text) {
        if (!target.startsWith(WEBHOOK))
            throw Refusal.badRequest(
                    "target must be mail, or webhook: and which one, got '%s'.".formatted(shortened(target)));
        if (!webhooks.listens(target.substring(WEBHOOK.length())))
            throw Refusal.badRequest("There is no webhook '%s' that is switched on. Maybe one of GET /v1/webhooks."
                    .formatted(shortened(target)));
        return Map.of(
                "timestamp",
                clock.instant().toString(),
                "data",
                Map.of("case", one.id().toString(), "language", one.language(), "text", text));
    }

    private static String shortened(String target) {
        return target.length() > LONGEST_SHOWN ? target.substring(0, LONGEST_SHOWN) : target;
    }

    /// What came of it stands in the history from then on.
    @EventListener
    void delivered(DeliveryDone done) {
        var more = new TreeMap<String, Object>();
        more.put("delivered", true);
        if (done.externalId() instanceof String id) more.put("externalId", id);
        if (done.externalUrl() instanceof String url) more.put("externalUrl", url);
        table.delivered(done.message(), more);
    }
}
