package dev.attune.server.connectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Request Tracker 5 by REST 2.0. Contacts are users, named by the pseudonym; tasks are tickets of theirs.
///
/// RT keeps a history: a value that was cleared stands in it until RT's shredder removes it, and so
/// does a ticket's text. Where the connection says so, we have the shredder remove them; elsewhere
/// [#erase] looks there and says what is left.
final class RequestTracker implements Connector {
    private static final String API = "/REST/2.0";
    private static final String KEY = "emo_key"; // a custom field of tickets
    private static final int MOST_HISTORY = 100; // entries on one page

    private final ConnectorConfig config;
    private final CrmHttp http;
    private final Shredding shredding;
    private final RtShredder shredder;

    /// Whether RT's shredder may be used, which cannot be undone.
    enum Shredding {
        OFF,
        ON,
        /// Somebody also sees to it that what the shredder writes down before it removes it does not stay.
        ON_DUMPS_REMOVED;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Shredding of(String id) {
            for (var each : values()) if (each.id().equals(id)) return each;
            throw CrmFailure.never("shredder is one of off, on, on-dumps-removed, got '%s'".formatted(id));
        }
    }

    RequestTracker(ConnectorConfig config, CrmHttp http) {
        this.config = config;
        this.http = http.with(Authorization.basic(config.value("user"), config.value("password")));
        this.shredding = Shredding.of(config.values().getOrDefault("shredder", Shredding.OFF.id()));
        this.shredder = new RtShredder(config, http);
    }

    @Override
    public String check() {
        return "RT " + http.get(API + "/rt").path("Version").asString("");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var known = key.known();
        var body = Map.of("CustomFields", fields);
        if (known != null) {
            http.put(user(known), body);
            return new UpsertResult(known, false);
        }
        boolean made = false;
        String byName = API + "/user/" + CrmHttp.encoded(key.subject());
        JsonNode user;
        try {
            user = http.get(byName);
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
            http.post(API + "/user", Map.of("Name", key.subject()));
            user = http.get(byName);
            made = true;
        }
        var id = new ExternalId(user.path("id").asString());
        if (!fields.isEmpty()) http.put(user(id), body);
        return new UpsertResult(id, made);
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        return values(http.get(user(contact)), fields);
    }

    private static Map<String, String> values(JsonNode object, Set<String> fields) {
        var values = new TreeMap<String, String>();
        for (var field : object.path("CustomFields")) {
            String value = field.path("values").path(0).asString("");
            if (fields.contains(field.path("name").asString("")) && !value.isEmpty())
                values.put(field.path("name").asString(), value);
        }
        return values;
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        String query = "Requestor.Name = '%s'".formatted(name(contact).replace("'", "\\'"));
        String ticket = http.get(API + "/tickets?orderby=id&order=DESC&query=" + CrmHttp.encoded(query))
                .path("items")
                .path(0)
                .path("id")
                .asString("");
        if (ticket.isEmpty()) throw CrmFailure.never("this contact has no ticket to write to. Make a task first");
        String text = "%s, %s: %s\n[%s]".formatted(entry.type(), entry.occurredAt(), entry.text(), entry.key());
        if (!(entry.mayExist() && hasComment(ticket, entry.key())))
            http.post(
                    "%s/ticket/%s/comment".formatted(API, ticket),
                    Map.of("Content", text, "ContentType", "text/plain"));
        return new ExternalRef("comment", ticket, address(ticket));
    }

    private boolean hasComment(String ticket, String key) {
        String query = "id = %s AND Content LIKE '%s'".formatted(ticket, key);
        return http.get(API + "/tickets?query=" + CrmHttp.encoded(query))
                        .path("total")
                        .asInt()
                > 0;
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        if (task.mayExist()) {
            String query = "'CF.{%s}' = '%s'".formatted(KEY, task.key());
            var found = http.get(API + "/tickets?query=" + CrmHttp.encoded(query))
                    .path("items")
                    .path(0);
            if (found.has("id")) return ticket(found.path("id").asString());
        }
        var body = new HashMap<String, Object>();
        body.put("Queue", config.value("queue"));
        body.put("Subject", task.title());
        body.put("Requestor", name(contact));
        body.put("Content", task.body());
        body.put("ContentType", "text/plain");
        body.put("Due", task.due().toString());
        body.put("CustomFields", Map.of(KEY, task.key()));
        String id = http.post(API + "/ticket", body).path("id").asString("");
        if (id.isEmpty()) throw CrmFailure.later("it took the ticket but gave no number", null);
        return ticket(id);
    }

    private ExternalRef ticket(String id) {
        return new ExternalRef("ticket", id, address(id));
    }

    private String address(String ticket) {
        return config.base() + "/Ticket/Display.html?id=" + ticket;
    }

    private String name(ExternalId contact) {
        return http.get(user(contact)).path("Name").asString();
    }

    @Override
    public void forgetFormerValues(ExternalId contact) {
        if (shredding != Shredding.OFF) shredder.remove(formerValues(contact));
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        var left = new ArrayList<String>();
        boolean ours = made.stream().anyMatch(ref -> ref.kind().equals("contact"));
        for (var ref : made)
            if (ref.kind().equals("ticket")) eraseTicket(ref.id(), left);
            else if (ref.kind().equals("comment") && made.stream().noneMatch(other -> isTicketOf(other, ref)))
                left.add("a comment on ticket " + ref.id());
        try {
            if (ours && shredding != Shredding.OFF) removeUser(contact, left);
            else clearUser(contact, ours, left);
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e; // gone is what we want
        }
        if (shredding == Shredding.ON)
            left.add("what RT's shredder wrote to its folder data/RT-Shredder before it removed it");
        return ErasureResult.of(left);
    }

    private static boolean isTicketOf(ExternalRef other, ExternalRef comment) {
        return other.kind().equals("ticket") && other.id().equals(comment.id());
    }

    private void removeUser(ExternalId contact, List<String> left) {
        shredder.remove(List.of(new RtShredder.Thing("User", contact.value())));
        if (exists(user(contact))) left.add("the user " + contact.value());
    }

    private void clearUser(ExternalId contact, boolean ours, List<String> left) {
        var fields = new HashMap<String, Object>();
        fields.put("CustomFields", EmoFields.cleared());
        if (ours) {
            fields.put("Name", "erased-" + contact.value());
            fields.put("EmailAddress", "");
            fields.put("RealName", "");
            fields.put("Disabled", 1);
        }
        http.put(user(contact), fields);
        if (!read(contact, EmoFields.ALL).isEmpty()) left.add("fields that would not clear");
        forgetFormerValues(contact);
        if (!formerValues(contact).isEmpty())
            left.add("former values in the history of user %s: rt-shredder --plugin 'Users=name,%s'"
                    .formatted(contact.value(), name(contact)));
    }

    private void eraseTicket(String id, List<String> left) {
        String path = API + "/ticket/" + id;
        if (!exists(path)) return;
        if (shredding != Shredding.OFF) {
            shredder.remove(List.of(new RtShredder.Thing("Ticket", id)));
            if (exists(path)) left.add("ticket " + id);
            return;
        }
        if (!http.get(path).path("Status").asString("").equals("deleted"))
            http.put(path, Map.of("Subject", "erased", "CustomFields", Map.of(KEY, ""), "Status", "deleted"));
        // a deleted ticket is only hidden: its text is there until it is shredded
        left.add("the text of ticket %s: rt-shredder --plugin 'Tickets=query,id=%s'".formatted(id, id));
    }

    private boolean exists(String path) {
        try {
            return http.get(path).has("id");
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
            return false;
        }
    }

    /// Changes of our fields in the history of a user, and the values themselves, which RT only hides.
    private List<RtShredder.Thing> formerValues(ExternalId contact) {
        var ours = new HashSet<String>();
        for (var field : http.get(user(contact)).path("CustomFields"))
            if (EmoFields.ALL.contains(field.path("name").asString("")))
                ours.add(field.path("id").asString(""));
        var former = new LinkedHashSet<RtShredder.Thing>();
        String history = "%s/history?per_page=%d&fields=Type,Field,OldReference,NewReference&page="
                .formatted(user(contact), MOST_HISTORY);
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            var answer = http.get(history + page);
            pages = answer.path("pages").asInt(1);
            for (var entry : answer.path("items")) {
                if (!entry.path("Type").asString("").equals("CustomField")
                        || !ours.contains(entry.path("Field").asString(""))) continue;
                former.add(new RtShredder.Thing("Transaction", entry.path("id").asString()));
                for (var name : List.of("OldReference", "NewReference")) {
                    String value = entry.path(name).asString("");
                    if (!value.isEmpty()) former.add(new RtShredder.Thing("ObjectCustomFieldValue", value));
                }
            }
        }
        return List.copyOf(former);
    }

    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        // an RT scrip may call us; it has no signature, so the secret part of the address is all that proves it
        return List.of(new InboundEvent.Noticed("scrip"));
    }

    private static String user(ExternalId contact) {
        return API + "/user/" + CrmHttp.encoded(contact.value());
    }
}
