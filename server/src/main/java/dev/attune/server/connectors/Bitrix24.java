package dev.attune.server.connectors;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Bitrix24 by an inbound webhook of the portal. Our fields are `UF_CRM_EMO_*` of contacts; an answer of 200 may hold
/// an error, and being asked too often is one of them.
final class Bitrix24 implements Connector {
    private static final String CONTACT = "3"; // Bitrix24's owner type
    private static final String TASK = "todo";

    private final ConnectorConfig config;
    private final CrmHttp http;

    Bitrix24(ConnectorConfig config, CrmHttp http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public String check() {
        return "Bitrix24, user "
                + call("profile", Map.of()).path("result").path("ID").asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var properties = new HashMap<String, Object>();
        fields.forEach((name, value) -> properties.put(property(name), value));
        var known = key.known();
        if (known == null) {
            var found = call(
                            "crm.contact.list",
                            Map.of(
                                    "filter", Map.of("UF_CRM_EMO_SUBJECT", key.subject()),
                                    "select", List.of("ID")))
                    .path("result");
            if (found.isEmpty()) {
                properties.put("NAME", key.subject());
                properties.put("UF_CRM_EMO_SUBJECT", key.subject());
                String id = call("crm.contact.add", Map.of("fields", properties))
                        .path("result")
                        .asString("");
                return new UpsertResult(new ExternalId(id), true);
            }
            known = new ExternalId(found.path(0).path("ID").asString());
        }
        if (!properties.isEmpty()) call("crm.contact.update", Map.of("id", known.value(), "fields", properties));
        return new UpsertResult(known, false);
    }

    private static String property(String field) {
        return "UF_CRM_" + field.toUpperCase(Locale.ROOT);
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var found = call("crm.contact.get", Map.of("id", contact.value())).path("result");
        var values = new TreeMap<String, String>();
        for (var name : fields) {
            String value = found.path(property(name)).asString("");
            if (!value.isEmpty()) values.put(name, value);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        if (entry.mayExist()) {
            // comments come in pages of 50; `next` says where the following one begins
            int start = 0;
            while (true) {
                var page = call(
                        "crm.timeline.comment.list",
                        Map.of(
                                "filter",
                                Map.of("ENTITY_ID", contact.value(), "ENTITY_TYPE", "contact"),
                                "start",
                                start));
                for (var comment : page.path("result"))
                    if (comment.path("COMMENT").asString("").contains("[" + entry.key() + "]"))
                        return new ExternalRef("comment", comment.path("ID").asString(), null);
                if (!page.has("next")) break;
                start = page.path("next").asInt();
            }
        }
        var fields = Map.of(
                "ENTITY_ID", contact.value(),
                "ENTITY_TYPE", "contact",
                "COMMENT", "%s: %s [%s]".formatted(entry.type(), entry.text(), entry.key()));
        String id = call("crm.timeline.comment.add", Map.of("fields", fields))
                .path("result")
                .asString("");
        return new ExternalRef("comment", id, null);
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        if (task.mayExist()) {
            var found = call(
                            "crm.activity.list",
                            Map.of("filter", Map.of("ORIGIN_ID", task.key()), "select", List.of("ID")))
                    .path("result");
            if (!found.isEmpty())
                return new ExternalRef(TASK, found.path(0).path("ID").asString(), null);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("OWNER_TYPE_ID", CONTACT);
        body.put("OWNER_ID", contact.value());
        body.put("TYPE_ID", 6); // an activity of a provider
        body.put("PROVIDER_ID", "REST_APP");
        body.put("PROVIDER_TYPE_ID", "attune");
        body.put("ORIGIN_ID", task.key());
        body.put("SUBJECT", task.title());
        body.put("DESCRIPTION", task.body());
        body.put("DEADLINE", task.due().toString());
        body.put("COMPLETED", "N");
        String id =
                call("crm.activity.add", Map.of("fields", body)).path("result").asString("");
        return new ExternalRef(TASK, id, config.base() + "/crm/contact/details/%s/".formatted(contact.value()));
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        for (var ref : made) {
            if (ref.kind().equals("contact")) continue;
            String method = ref.kind().equals(TASK) ? "crm.activity" : "crm.timeline.comment";
            if (!isGone(method + ".delete", ref.id()) && !isGone(method + ".get", ref.id()))
                left.add(ref.kind() + " " + ref.id());
        }
        try {
            upsertContact(new ContactKey("", contact), EmoFields.cleared());
            if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
            if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))
                    && !isGone("crm.contact.delete", contact.value())
                    && !isGone("crm.contact.get", contact.value())) left.add("contact " + contact.value());
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
        }
        return ErasureResult.of(left);
    }

    private boolean isGone(String method, String id) {
        try {
            call(method, Map.of("id", id));
            return false;
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
            return true;
        }
    }

    /// Calls carry the application's token in their form, and nothing that signs it.
    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        var form = form(request.text());
        Signatures.require(form.get("auth[application_token]"), config.value("applicationToken"));
        String type = form.getOrDefault("event", "");
        return List.of(new InboundEvent.Noticed(type));
    }

    static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0)
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private JsonNode call(String method, Object params) {
        JsonNode answer;
        try {
            answer = http.post(
                    "/rest/%s/%s/%s.json".formatted(config.value("userId"), config.value("webhookKey"), method),
                    params);
        } catch (CrmFailure e) {
            if (e.kind() == CrmFailure.Kind.NEVER && e.reason().contains("NOT_FOUND"))
                throw CrmFailure.gone(e.reason());
            throw e;
        }
        String error = answer.path("error").asString("");
        if (error.isEmpty()) return answer;
        throw switch (error) {
            case "QUERY_LIMIT_EXCEEDED", "OPERATION_TIME_LIMIT", "OVERLOAD_LIMIT" ->
                CrmFailure.later("it is asked too often (%s)".formatted(error), null);
            case "NO_AUTH_FOUND", "INVALID_CREDENTIALS", "expired_token", "insufficient_scope" ->
                CrmFailure.revoked("the webhook is not valid any more (%s). Connect it again".formatted(error));
            case "NOT_FOUND", "ERROR_NOT_FOUND" -> CrmFailure.gone("there is none");
            default -> CrmFailure.never("it answered 200 with an error inside%s".formatted(CrmHttp.code(answer)));
        };
    }
}
