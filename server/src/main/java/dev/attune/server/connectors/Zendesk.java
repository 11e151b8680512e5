package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Zendesk Support by API v2 with an API token. Contacts are end users, whose `external_id` is the pseudonym; tickets
/// are made with an idempotency key.
final class Zendesk implements Connector {
    private static final String API = "/api/v2/";

    private final ConnectorConfig config;
    private final CrmHttp http;
    private final JsonMapper json;

    Zendesk(ConnectorConfig config, CrmHttp http, JsonMapper json) {
        this.config = config;
        this.http = http.with(Authorization.basic(config.value("email") + "/token", config.value("apiToken")));
        this.json = json;
    }

    @Override
    public String check() {
        return "Zendesk user "
                + http.get(API + "users/me.json").path("user").path("id").asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var known = key.known();
        if (known != null) {
            http.put(API + "users/%s.json".formatted(known.value()), Map.of("user", Map.of("user_fields", fields)));
            return new UpsertResult(known, false);
        }
        var found = http.get(API + "users/search.json?external_id=" + CrmHttp.encoded(key.subject()))
                .path("users");
        var user = new LinkedHashMap<String, Object>();
        user.put("external_id", key.subject());
        user.put("user_fields", fields);
        if (found.isEmpty()) user.put("name", key.subject());
        var stored = http.post(API + "users/create_or_update.json", Map.of("user", user))
                .path("user");
        return new UpsertResult(new ExternalId(stored.path("id").asString()), found.isEmpty());
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var found = user(contact).path("user_fields");
        var values = new TreeMap<String, String>();
        for (var name : fields) {
            String value = found.path(name).asString("");
            if (!value.isEmpty()) values.put(name, value);
        }
        return values;
    }

    private JsonNode user(ExternalId contact) {
        return http.get(API + "users/%s.json".formatted(contact.value())).path("user");
    }

    /// A private comment on the contact's newest ticket.
    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        var ticket = http.get("%susers/%s/tickets/requested.json?sort_by=created_at&sort_order=desc"
                        .formatted(API, contact.value()))
                .path("tickets")
                .path(0)
                .path("id")
                .asString("");
        if (ticket.isEmpty()) throw CrmFailure.never("this contact has no ticket to write to. Make a task first");
        String mark = "[" + entry.key() + "]";
        if (!(entry.mayExist() && hasComment(ticket, mark))) {
            String text = "%s, %s: %s %s".formatted(entry.type(), entry.occurredAt(), entry.text(), mark);
            http.put(
                    API + "tickets/%s.json".formatted(ticket),
                    Map.of("ticket", Map.of("comment", Map.of("body", text, "public", false))));
        }
        return new ExternalRef("comment", ticket, address(ticket));
    }

    /// Comments come in pages, whose end is named by `meta.has_more`.
    private boolean hasComment(String ticket, String mark) {
        String path = "%stickets/%s/comments.json?page%%5Bsize%%5D=100".formatted(API, ticket);
        String after = "";
        while (true) {
            var page = http.get(path + after);
            for (var comment : page.path("comments"))
                if (comment.path("body").asString("").contains(mark)) return true;
            if (!page.path("meta").path("has_more").asBoolean(false)) return false;
            after = "&page%5Bafter%5D="
                    + CrmHttp.encoded(page.path("meta").path("after_cursor").asString(""));
        }
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        var ticket = new LinkedHashMap<String, Object>();
        ticket.put("requester_id", Long.valueOf(contact.value()));
        ticket.put("external_id", task.key());
        ticket.put("subject", task.title());
        ticket.put("type", "task");
        ticket.put("due_at", task.due().toString());
        ticket.put("comment", Map.of("body", task.body(), "public", false));
        String id = http.call(
                        "POST", API + "tickets.json", Map.of("ticket", ticket), Map.of("Idempotency-Key", task.key()))
                .path("ticket")
                .path("id")
                .asString("");
        return new ExternalRef("ticket", id, address(id));
    }

    private String address(String ticket) {
        return config.base() + "/agent/tickets/" + ticket;
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        for (var ref : made) {
            if (ref.kind().equals("ticket") && !http.remove(API + "tickets/%s.json".formatted(ref.id())))
                left.add("ticket " + ref.id());
            if (ref.kind().equals("comment"))
                left.add("a private comment on ticket %s: redact it there".formatted(ref.id()));
        }
        try {
            upsertContact(new ContactKey("", contact), EmoFields.cleared());
            if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
            if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))) {
                http.delete(API + "users/%s.json".formatted(contact.value()));
                // the user can still be read, but must say that it is not active
                if (user(contact).path("active").asBoolean(true)) left.add("user " + contact.value());
            }
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
        }
        return ErasureResult.of(left);
    }

    /// HMAC-SHA256 over time and body.
    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        String time = String.valueOf(request.header("x-zendesk-webhook-signature-timestamp"));
        Signatures.require(
                request.header("x-zendesk-webhook-signature"),
                Signatures.base64(Signatures.hmacSha256(
                        config.value("webhookSecret"), (time + request.text()).getBytes(StandardCharsets.UTF_8))));
        var event = json.readTree(request.body());
        String type = event.path("type").asString("");
        return List.of(
                switch (type) {
                    case "zen:event-type:user.deleted" ->
                        new InboundEvent.ErasureRequested(
                                new ExternalId(event.path("detail").path("id").asString("")));
                    default -> new InboundEvent.Noticed(type);
                });
    }
}
