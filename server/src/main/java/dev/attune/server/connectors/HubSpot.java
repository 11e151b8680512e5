package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HubSpot CRM by API v3 with a private app's token. `emo_subject` on contacts and `emo_key` on tasks and notes are
/// unique properties, by which batches are upserted; a batch answers 207 when a part of it failed.
final class HubSpot implements Connector {
    private static final String OBJECTS = "/crm/v3/objects/";
    private static final int TASK_TO_CONTACT = 204; // HubSpot's own association types
    private static final int NOTE_TO_CONTACT = 202;

    private final ConnectorConfig config;
    private final CrmHttp http;
    private final JsonMapper json;

    HubSpot(ConnectorConfig config, CrmHttp http, JsonMapper json) {
        this.config = config;
        this.http = http.with(Authorization.bearer(config.value("accessToken")));
        this.json = json;
    }

    @Override
    public String check() {
        return "HubSpot portal "
                + http.get("/account-info/v3/details").path("portalId").asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var known = key.known();
        if (known != null) {
            http.patch(OBJECTS + "contacts/" + known.value(), Map.of("properties", fields));
            return new UpsertResult(known, false);
        }
        var result = upsert("contacts", "emo_subject", key.subject(), new HashMap<>(fields), List.of());
        return new UpsertResult(
                new ExternalId(result.path("id").asString()), result.path("new").asBoolean(false));
    }

    private JsonNode upsert(
            String type, String idProperty, String id, Map<String, Object> properties, List<?> associations) {
        properties.put(idProperty, id);
        var input = new LinkedHashMap<String, Object>();
        input.put("idProperty", idProperty);
        input.put("id", id);
        input.put("properties", properties);
        if (!associations.isEmpty()) input.put("associations", associations);
        var answer = http.post(OBJECTS + type + "/batch/upsert", Map.of("inputs", List.of(input)));
        var result = answer.path("results").path(0);
        if (answer.path("numErrors").asInt(0) > 0 || !result.has("id"))
            throw CrmFailure.never("it took the batch but not this part of it%s"
                    .formatted(CrmHttp.code(answer.path("errors").path(0))));
        return result;
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var names = String.join(",", fields.stream().sorted().toList());
        var properties = http.get("%scontacts/%s?properties=%s".formatted(OBJECTS, contact.value(), names))
                .path("properties");
        var values = new TreeMap<String, String>();
        for (var name : fields) {
            String value = properties.path(name).asString("");
            if (!value.isEmpty()) values.put(name, value);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        var properties = new HashMap<String, Object>();
        properties.put("hs_timestamp", entry.occurredAt().toString());
        properties.put("hs_note_body", entry.type() + ": " + entry.text());
        var note = upsert("notes", "emo_key", entry.key(), properties, association(contact, NOTE_TO_CONTACT));
        return new ExternalRef("notes", note.path("id").asString(), null);
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        var properties = new HashMap<String, Object>();
        properties.put("hs_timestamp", task.due().toString());
        properties.put("hs_task_subject", task.title());
        properties.put("hs_task_body", task.body());
        properties.put("hs_task_status", "NOT_STARTED");
        var made = upsert("tasks", "emo_key", task.key(), properties, association(contact, TASK_TO_CONTACT));
        return new ExternalRef("tasks", made.path("id").asString(), null);
    }

    private static List<?> association(ExternalId contact, int type) {
        return List.of(Map.of(
                "to",
                Map.of("id", contact.value()),
                "types",
                List.of(Map.of("associationCategory", "HUBSPOT_DEFINED", "associationTypeId", type))));
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        for (var ref : made)
            if (!ref.kind().equals("contact") && !http.remove(OBJECTS + ref.kind() + "/" + ref.id()))
                left.add(ref.kind() + " " + ref.id());
        try {
            upsertContact(new ContactKey("", contact), EmoFields.cleared());
            if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
            if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))
                    && !http.remove(OBJECTS + "contacts/" + contact.value())) left.add("contact " + contact.value());
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
        }
        return ErasureResult.of(left);
    }

    /// Signature version 3: HMAC-SHA256 over method, address, body and time.
    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        String time = String.valueOf(request.header("x-hubspot-request-timestamp"));
        Signatures.requireRecent(time, request.at(), Signatures.Unit.MILLISECONDS);
        byte[] signed = (request.method() + request.url() + request.text() + time).getBytes(StandardCharsets.UTF_8);
        Signatures.require(
                request.header("x-hubspot-signature-v3"),
                Signatures.base64(Signatures.hmacSha256(config.value("clientSecret"), signed)));
        var events = new ArrayList<InboundEvent>();
        for (var event : json.readTree(request.body())) {
            String type = event.path("subscriptionType").asString("");
            String contact = event.path("objectId").asString("");
            events.add(
                    switch (type) {
                        case "contact.privacyDeletion" -> new InboundEvent.ErasureRequested(new ExternalId(contact));
                        case "contact.merge" ->
                            new InboundEvent.Merged(
                                    new ExternalId(event.path("mergedObjectIds")
                                            .path(0)
                                            .asString(contact)),
                                    new ExternalId(event.path("primaryObjectId").asString(contact)));
                        default -> new InboundEvent.Noticed(type);
                    });
        }
        return events;
    }
}
