package dev.attune.server.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Kommo (amoCRM) by API v4. Our fields are custom fields with the codes `EMO_*`. A refresh token works once, so it is
/// stored before the new access is used.
final class Kommo implements Connector {
    private static final String API = "/api/v4/";
    private static final String SUBJECT = "EMO_SUBJECT";
    private static final int PAGE = 250; // the most that Kommo gives

    private final ConnectorConfig config;
    private final CrmHttp http;

    Kommo(ConnectorConfig config, CrmHttp http, OAuthTokens tokens) {
        this.config = config;
        this.http = http.with(tokens);
    }

    @Override
    public String check() {
        return "Kommo account " + http.get(API + "account").path("id").asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var values = new ArrayList<Map<String, Object>>();
        new TreeMap<>(fields).forEach((name, value) -> values.add(field(name.toUpperCase(Locale.ROOT), value)));
        var known = key.known() == null ? find(key.subject()) : key.known();
        if (known != null) {
            if (!values.isEmpty())
                http.patch(API + "contacts/" + known.value(), Map.of("custom_fields_values", values));
            return new UpsertResult(known, false);
        }
        values.add(field(SUBJECT, key.subject()));
        var made = http.post(API + "contacts", List.of(Map.of("name", key.subject(), "custom_fields_values", values)));
        String id = made.path("_embedded").path("contacts").path(0).path("id").asString("");
        return new UpsertResult(new ExternalId(id), true);
    }

    /// An empty value clears; reading back tells where it does not.
    private static Map<String, Object> field(String code, String value) {
        return Map.of("field_code", code, "values", List.of(Map.of("value", value)));
    }

    /// The search looks into all fields, so what it finds is looked at again, page after page.
    private @Nullable ExternalId find(String subject) {
        String path = "%scontacts?query=%s&limit=%d".formatted(API, CrmHttp.encoded(subject), PAGE);
        for (int page = 1; ; page++) {
            var answer = http.get(path + "&page=" + page);
            for (var contact : answer.path("_embedded").path("contacts"))
                if (values(contact).getOrDefault(SUBJECT, "").equals(subject))
                    return new ExternalId(contact.path("id").asString());
            if (!answer.path("_links").has("next")) return null;
        }
    }

    private static Map<String, String> values(JsonNode contact) {
        var values = new TreeMap<String, String>();
        for (var field : contact.path("custom_fields_values")) {
            String value = field.path("values").path(0).path("value").asString("");
            if (!value.isEmpty()) values.put(field.path("field_code").asString(""), value);
        }
        return values;
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var found = values(http.get(API + "contacts/" + contact.value()));
        var values = new TreeMap<String, String>();
        for (var name : fields) {
            String value = found.get(name.toUpperCase(Locale.ROOT));
            if (value != null) values.put(name, value);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        String notes = "%scontacts/%s/notes".formatted(API, contact.value());
        String text = "%s: %s [%s]".formatted(entry.type(), entry.text(), entry.key());
        if (entry.mayExist()) {
            var found = existing(notes + "?limit=" + PAGE, "notes", entry.key());
            if (found != null) return new ExternalRef("note", found, null);
        }
        var made = http.post(notes, List.of(Map.of("note_type", "common", "params", Map.of("text", text))));
        return new ExternalRef(
                "note", made.path("_embedded").path("notes").path(0).path("id").asString(""), null);
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        String url = config.base() + "/contacts/detail/" + contact.value();
        if (task.mayExist()) {
            var found = existing(
                    "%stasks?filter[entity_type]=contacts&filter[entity_id]=%s&limit=%d"
                            .formatted(API, contact.value(), PAGE)
                            .replace("[", "%5B")
                            .replace("]", "%5D"),
                    "tasks",
                    task.key());
            if (found != null) return new ExternalRef("task", found, url);
        }
        var made = http.post(
                API + "tasks",
                List.of(Map.of(
                        "text", "%s\n%s [%s]".formatted(task.title(), task.body(), task.key()),
                        "complete_till", task.due().getEpochSecond(),
                        "entity_id", Long.valueOf(contact.value()),
                        "entity_type", "contacts")));
        return new ExternalRef(
                "task", made.path("_embedded").path("tasks").path(0).path("id").asString(""), url);
    }

    private @Nullable String existing(String path, String what, String key) {
        for (int page = 1; ; page++) {
            var answer = http.get(path + "&page=" + page);
            for (var one : answer.path("_embedded").path(what))
                if (one.toString().contains("[" + key + "]"))
                    return one.path("id").asString();
            if (!answer.path("_links").has("next")) return null;
        }
    }

    /// Kommo's API deletes nothing, so what we wrote is overwritten.
    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        try {
            for (var ref : made) {
                if (ref.kind().equals("note"))
                    http.patch(
                            "%scontacts/%s/notes/%s".formatted(API, contact.value(), ref.id()),
                            Map.of("note_type", "common", "params", Map.of("text", "erased")));
                if (ref.kind().equals("task"))
                    http.patch(
                            API + "tasks/" + ref.id(),
                            Map.of("text", "erased", "is_completed", true, "result", Map.of("text", "erased")));
            }
            upsertContact(new ContactKey("", contact), EmoFields.cleared());
            if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
            if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))) {
                http.patch(
                        API + "contacts/" + contact.value(),
                        Map.of("name", "erased", "custom_fields_values", List.of(field(SUBJECT, ""))));
                if (values(http.get(API + "contacts/" + contact.value())).containsKey(SUBJECT))
                    left.add("the pseudonym of contact " + contact.value());
            }
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
        }
        return ErasureResult.of(left);
    }

    /// Calls are unsigned forms: the secret part of the address is all that proves them, so an erasure is believed only
    /// after looking whether the contact is gone.
    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        var form = Bitrix24.form(request.text());
        String deleted = form.getOrDefault("contacts[delete][0][id]", "");
        if (!deleted.isEmpty() && isGone(deleted))
            return List.of(new InboundEvent.ErasureRequested(new ExternalId(deleted)));
        return List.of(new InboundEvent.Noticed(
                form.keySet().stream().sorted().findFirst().orElse("empty")));
    }

    private boolean isGone(String contact) {
        try {
            return http.get(API + "contacts/" + CrmHttp.encoded(contact)).isMissingNode(); // 204 for none
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
            return true;
        }
    }
}
