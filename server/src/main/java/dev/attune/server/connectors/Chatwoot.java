package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chatwoot by its application API. Contacts carry the pseudonym as `identifier`; a task is a conversation of theirs
/// with a private note.
final class Chatwoot implements Connector {
    private final ConnectorConfig config;
    private final CrmHttp http;
    private final JsonMapper json;
    private final String api;

    Chatwoot(ConnectorConfig config, CrmHttp http, JsonMapper json) {
        this.config = config;
        this.http = http.with(Authorization.fixed(Map.of("api_access_token", config.value("apiToken"))));
        this.json = json;
        this.api = "/api/v1/accounts/%s/".formatted(config.value("accountId"));
    }

    @Override
    public String check() {
        return "Chatwoot inbox "
                + http.get(api + "inboxes/" + config.value("inboxId"))
                        .path("name")
                        .asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var known = key.known() == null ? find(key.subject()) : key.known();
        if (known != null) {
            if (!fields.isEmpty()) http.put(api + "contacts/" + known.value(), Map.of("custom_attributes", fields));
            return new UpsertResult(known, false);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("inbox_id", Long.valueOf(config.value("inboxId")));
        body.put("name", key.subject());
        body.put("identifier", key.subject());
        body.put("custom_attributes", fields);
        String id = http.post(api + "contacts", body)
                .path("payload")
                .path("contact")
                .path("id")
                .asString("");
        return new UpsertResult(new ExternalId(id), true);
    }

    /// The search knows parts of words too; contacts come in pages of 15.
    private @Nullable ExternalId find(String subject) {
        for (int page = 1; ; page++) {
            var answer = http.get("%scontacts/search?q=%s&page=%d".formatted(api, CrmHttp.encoded(subject), page));
            for (var contact : answer.path("payload"))
                if (contact.path("identifier").asString("").equals(subject))
                    return new ExternalId(contact.path("id").asString());
            if (answer.path("payload").isEmpty()) return null;
        }
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var found =
                http.get(api + "contacts/" + contact.value()).path("payload").path("custom_attributes");
        var values = new TreeMap<String, String>();
        for (var name : fields) {
            String value = found.path(name).asString("");
            if (!value.isEmpty()) values.put(name, value);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        String notes = api + "contacts/%s/notes".formatted(contact.value());
        String mark = "[" + entry.key() + "]";
        if (entry.mayExist())
            for (var note : http.get(notes))
                if (note.path("content").asString("").contains(mark))
                    return new ExternalRef("note", note.path("id").asString(), null);
        String text = "%s, %s: %s %s".formatted(entry.type(), entry.occurredAt(), entry.text(), mark);
        String id = http.post(notes, Map.of("content", text)).path("id").asString("");
        return new ExternalRef("note", id, null);
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        if (task.mayExist())
            for (var conversation : http.get(api + "contacts/%s/conversations".formatted(contact.value()))
                    .path("payload"))
                if (conversation
                        .path("custom_attributes")
                        .path("emo_key")
                        .asString("")
                        .equals(task.key())) return conversation(conversation);
        var made = http.post(
                api + "conversations",
                Map.of(
                        "inbox_id", Long.valueOf(config.value("inboxId")),
                        "contact_id", Long.valueOf(contact.value()),
                        "custom_attributes", Map.of("emo_key", task.key())));
        var ref = conversation(made);
        http.post(
                api + "conversations/%s/messages".formatted(ref.id()),
                Map.of(
                        "content",
                        "%s (until %s)\n%s".formatted(task.title(), task.due(), task.body()),
                        "message_type",
                        "outgoing",
                        "private",
                        true));
        return ref;
    }

    private ExternalRef conversation(JsonNode conversation) {
        String id = conversation.path("id").asString("");
        return new ExternalRef(
                "conversation",
                id,
                "%s/app/accounts/%s/conversations/%s".formatted(config.base(), config.value("accountId"), id));
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        for (var ref : made) {
            if (ref.kind().equals("note")
                    && !http.remove(api + "contacts/%s/notes/%s".formatted(contact.value(), ref.id())))
                left.add("note " + ref.id());
            if (ref.kind().equals("conversation") && !http.remove(api + "conversations/" + ref.id()))
                left.add("conversation " + ref.id());
        }
        try {
            upsertContact(new ContactKey("", contact), EmoFields.cleared());
            if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
            if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))
                    && !http.remove(api + "contacts/" + contact.value())) left.add("contact " + contact.value());
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
        }
        return ErasureResult.of(left);
    }

    /// HMAC-SHA256 over time and body, as newer servers sign; older ones sign nothing and are refused.
    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        String time = String.valueOf(request.header("x-chatwoot-timestamp"));
        Signatures.requireRecent(time, request.at(), Signatures.Unit.SECONDS);
        byte[] signed = (time + "." + request.text()).getBytes(StandardCharsets.UTF_8);
        Signatures.require(
                request.header("x-chatwoot-signature"),
                "sha256=" + Signatures.hex(Signatures.hmacSha256(config.value("webhookSecret"), signed)));
        return List.of(new InboundEvent.Noticed(
                json.readTree(request.body()).path("event").asString("")));
    }
}
