package dev.attune.server.connectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Salesforce by its REST API. Contacts and tasks carry an external id of ours, so that each request may be repeated:
/// `emo_subject__c` and `emo_key__c`, both unique.
final class Salesforce implements Connector {
    private final ConnectorConfig config;
    private final CrmHttp http;
    private final String api;

    Salesforce(ConnectorConfig config, CrmHttp http, OAuthTokens tokens) {
        this.config = config;
        this.http = http.with(tokens);
        this.api = "/services/data/%s/sobjects/".formatted(config.value("apiVersion"));
    }

    @Override
    public String check() {
        var limits = http.get("/services/data/%s/limits".formatted(config.value("apiVersion")));
        return "Salesforce %s, %d requests left today"
                .formatted(
                        config.value("apiVersion"),
                        limits.path("DailyApiRequests").path("Remaining").asInt());
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var result = upsert(key, fields);
        if (fields.containsKey(EmoFields.SIGNAL)) publish(result.contact(), fields);
        return result;
    }

    /// Tells flows and triggers there of the signal, where a platform event is named; it may come twice, and Salesforce
    /// keeps it for 72 hours.
    private void publish(ExternalId contact, Map<String, String> fields) {
        String event = config.values().getOrDefault("platformEvent", "");
        if (event.isEmpty()) return;
        var body = new HashMap<String, Object>();
        fields.forEach((name, value) -> body.put(name + "__c", value));
        body.put("emo_contact__c", contact.value());
        var answer = http.post(api + CrmHttp.encoded(event) + "/", body);
        if (!answer.path("success").asBoolean(false))
            throw CrmFailure.never("Salesforce did not take the platform event %s%s"
                    .formatted(event, CrmHttp.code(answer.path("errors"))));
    }

    private UpsertResult upsert(ContactKey key, Map<String, String> fields) {
        var body = new HashMap<String, Object>();
        fields.forEach((name, value) -> body.put(name + "__c", value));
        var known = key.known();
        if (known != null) {
            http.patch(api + "Contact/" + known.value(), body);
            return new UpsertResult(known, false);
        }
        body.put("LastName", key.subject());
        var answer = http.patch(api + "Contact/emo_subject__c/" + CrmHttp.encoded(key.subject()), body);
        return new UpsertResult(
                new ExternalId(answer.path("id").asString("")),
                answer.path("created").asBoolean(false));
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var names = fields.stream().sorted().map(name -> name + "__c").toList();
        var record = http.get("%sContact/%s?fields=%s".formatted(api, contact.value(), String.join(",", names)));
        var values = new TreeMap<String, String>();
        for (var name : fields) {
            String value = record.path(name + "__c").asString("");
            if (!value.isEmpty()) values.put(name, value);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        var body = new LinkedHashMap<String, Object>();
        body.put("WhoId", contact.value());
        body.put("Subject", entry.type());
        body.put("Description", entry.text());
        body.put("ActivityDate", entry.occurredAt().toString().substring(0, 10));
        body.put("Status", "Completed");
        return activity(entry.key(), body);
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        var body = new LinkedHashMap<String, Object>();
        body.put("WhoId", contact.value());
        body.put("Subject", task.title());
        body.put("Description", task.body());
        body.put("ActivityDate", task.due().toString().substring(0, 10));
        body.put("Status", "Not Started");
        return activity(task.key(), body);
    }

    private ExternalRef activity(String key, Map<String, Object> body) {
        String id = http.patch(api + "Task/emo_key__c/" + CrmHttp.encoded(key), body)
                .path("id")
                .asString("");
        return new ExternalRef("Task", id, config.base() + "/" + id);
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        for (var ref : made)
            if (!ref.kind().equals("contact") && !http.remove(api + "Task/" + ref.id())) left.add("task " + ref.id());
        try {
            upsertContact(new ContactKey("", contact), EmoFields.cleared());
            if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
            if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))
                    && !http.remove(api + "Contact/" + contact.value())) left.add("contact " + contact.value());
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e; // gone is what we want
        }
        return ErasureResult.of(left);
    }

    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        return List.of(new InboundEvent.Noticed("outbound message"));
    }
}
