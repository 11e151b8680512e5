package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Tryton 6 by JSON-RPC. Contacts are parties, whose code is the pseudonym. A party has no fields of others, so ours
/// stand in one note each, `emo_signal: needs_help`; timeline entries and tasks are notes too, because a sales
/// opportunity is refused unless the user belongs to a company.
///
/// Every failure arrives as 200 with an `error` inside.
final class Tryton implements Connector {
    private static final String NOTE = "model.ir.note.";
    private static final String PARTY = "model.party.party.";

    private final ConnectorConfig config;
    private final CrmHttp http;

    Tryton(ConnectorConfig config, CrmHttp http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public String check() {
        var party = call( // the module `ir` itself names no version
                "model.ir.module.search_read",
                List.of(List.of(List.of("name", "=", "party")), 0, 1, List.of(), List.of("version"), Map.of()),
                login());
        return "Tryton " + party.path(0).path("version").asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var session = login();
        var known = key.known();
        boolean made = false;
        if (known == null) {
            var found = call(
                    PARTY + "search_read",
                    List.of(List.of(List.of("code", "=", key.subject())), 0, 1, List.of(), List.of("id"), Map.of()),
                    session);
            if (found.isEmpty()) {
                found = call(
                        PARTY + "create",
                        List.of(List.of(Map.of("name", key.subject(), "code", key.subject())), Map.of()),
                        session);
                known = new ExternalId(found.path(0).asString());
                made = true;
            } else {
                known = new ExternalId(found.path(0).path("id").asString());
            }
        }
        var contact = known;
        fields.forEach((name, value) -> set(contact, name, value, session));
        return new UpsertResult(contact, made);
    }

    private void set(ExternalId contact, String field, String value, Map<String, String> session) {
        var ids = new ArrayList<Integer>();
        for (var note : notes(contact, field + ": %", session))
            ids.add(note.path("id").asInt());
        String message = field + ": " + value;
        if (value.isEmpty()) {
            if (!ids.isEmpty()) call(NOTE + "delete", List.of(ids, Map.of()), session);
        } else if (ids.isEmpty()) {
            note(contact, message, session);
        } else {
            call(NOTE + "write", List.of(ids, Map.of("message", message), Map.of()), session);
        }
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        var values = new TreeMap<String, String>();
        for (var note : notes(contact, "emo\\_%", login())) {
            var parts = note.path("message").asString("").split(": ", 2);
            if (parts.length == 2 && fields.contains(parts[0])) values.put(parts[0], parts[1]);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        return noteOnce(
                contact,
                entry.key(),
                entry.mayExist(),
                "%s, %s: %s".formatted(entry.type(), entry.occurredAt(), entry.text()));
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        return noteOnce(
                contact,
                task.key(),
                task.mayExist(),
                "%s (until %s)\n%s".formatted(task.title(), task.due(), task.body()));
    }

    private ExternalRef noteOnce(ExternalId contact, String key, boolean mayExist, String text) {
        var session = login();
        if (mayExist) {
            var found = notes(contact, "%[" + key.replace("_", "\\_") + "]", session);
            if (!found.isEmpty())
                return new ExternalRef("note", found.path(0).path("id").asString(), null);
        }
        return new ExternalRef("note", note(contact, "%s\n[%s]".formatted(text, key), session), null);
    }

    private String note(ExternalId contact, String message, Map<String, String> session) {
        var id = call(
                NOTE + "create",
                List.of(List.of(Map.of("resource", resource(contact), "message", message)), Map.of()),
                session);
        return id.path(0).asString();
    }

    private JsonNode notes(ExternalId contact, String like, Map<String, String> session) {
        return call(
                NOTE + "search_read",
                List.of(
                        List.of(List.of("resource", "=", resource(contact)), List.of("message", "like", like)),
                        0,
                        100,
                        List.of(),
                        List.of("id", "message"),
                        Map.of()),
                session);
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var session = login();
        var notes = new ArrayList<Integer>();
        for (var ref : made) if (ref.kind().equals("note")) notes.add(Integer.valueOf(ref.id()));
        for (var note : notes(contact, "emo\\_%", session))
            notes.add(note.path("id").asInt());
        var there = existing(NOTE, notes, session);
        if (!there.isEmpty()) call(NOTE + "delete", List.of(there, Map.of()), session);
        var left = new ArrayList<String>();
        if (!existing(NOTE, notes, session).isEmpty()) left.add("notes that would not go");
        if (made.stream().anyMatch(ref -> ref.kind().equals("contact"))) {
            var party = List.of(Integer.valueOf(contact.value()));
            if (!existing(PARTY, party, session).isEmpty()) call(PARTY + "delete", List.of(party, Map.of()), session);
            if (!existing(PARTY, party, session).isEmpty()) left.add("the party");
        }
        return ErasureResult.of(left);
    }

    private List<Integer> existing(String model, List<Integer> ids, Map<String, String> session) {
        var there = new ArrayList<Integer>();
        for (var id : call(
                model + "search", List.of(List.of(List.of("id", "in", ids)), 0, 1000, List.of(), Map.of()), session))
            there.add(id.asInt());
        return there;
    }

    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        return List.of(new InboundEvent.Noticed("call")); // the secret part of the address is all that proves it
    }

    private static String resource(ExternalId contact) {
        return "party.party," + contact.value();
    }

    private Map<String, String> login() {
        String user = config.value("user");
        var session =
                call("common.db.login", List.of(user, Map.of("password", config.value("password")), "en"), Map.of());
        if (session.size() != 2) throw CrmFailure.revoked("user or password is not valid. Connect it again");
        String key = "%s:%s:%s"
                .formatted(user, session.path(0).asString(), session.path(1).asString());
        return Map.of(
                "Authorization", "Session " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode call(String method, List<?> params, Map<String, String> session) {
        var answer = http.call("POST", "/", Map.of("id", 1, "method", method, "params", params), session);
        if (answer.has("error")) {
            String type = answer.path("error").path(0).asString("");
            if (type.equals("LoginException") || type.startsWith("401") || type.startsWith("403"))
                throw CrmFailure.revoked("user or password is not valid. Connect it again");
            throw CrmFailure.never("it answered 200 with an error inside (%s)"
                    .formatted(type.matches("[A-Za-z]{1,60}") ? type : "unnamed"));
        }
        return answer.path("result");
    }
}
