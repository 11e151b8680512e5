package dev.attune.server.assistants;

import dev.attune.server.assistants.MatrixClient.MatrixFailure;
import dev.attune.server.database.Tenant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Matrix application service (application service API v1.11): the homeserver pushes what is written in rooms, and
/// advice on how to answer goes to a room of those who answer.
///
/// The homeserver repeats what was not answered with 200, so a failure to write is answered with 502 and nothing is
/// lost; what was advised on already is passed over.
@RestController
@RequestMapping("/_matrix/app/v1")
@EnableConfigurationProperties(MatrixSettings.class)
class MatrixController implements AutoCloseable {
    private static final int REMEMBERED = 10_000; // events; some MB

    private final Adviser adviser;
    private final MatrixSettings settings;
    private final @Nullable MatrixClient client;
    private final Set<String> advised = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    MatrixController(Adviser adviser, MatrixSettings settings, JsonMapper json) {
        this.adviser = adviser;
        this.settings = settings;
        URI homeserver = settings.homeserver();
        this.client = homeserver == null ? null : new MatrixClient(homeserver, settings.asToken(), json);
    }

    @PutMapping("/transactions/{transaction}")
    ResponseEntity<Map<String, Object>> transaction(
            @PathVariable String transaction,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody JsonNode body) {
        if (client == null) return problem(HttpStatus.NOT_FOUND, "M_UNRECOGNIZED", "No homeserver is configured here.");
        if (authorization == null || !isHomeserver(authorization))
            return problem(HttpStatus.FORBIDDEN, "M_FORBIDDEN", "The token is not the homeserver's.");
        try {
            for (var event : body.path("events")) advise(client, event);
            return ResponseEntity.ok(Map.of());
        } catch (MatrixFailure e) {
            return problem(HttpStatus.BAD_GATEWAY, "M_UNKNOWN", String.valueOf(e.getMessage()));
        }
    }

    /// The homeserver asks whether this service is there.
    @PostMapping("/ping")
    ResponseEntity<Map<String, Object>> ping(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        return client != null && authorization != null && isHomeserver(authorization)
                ? ResponseEntity.ok(Map.of())
                : problem(HttpStatus.FORBIDDEN, "M_FORBIDDEN", "The token is not the homeserver's.");
    }

    /// Neither users nor rooms are made here.
    @GetMapping({"/users/{id}", "/rooms/{id}"})
    ResponseEntity<Map<String, Object>> unknown(@PathVariable String id) {
        return problem(HttpStatus.NOT_FOUND, "M_NOT_FOUND", "There is no '%s' here.".formatted(id));
    }

    private void advise(MatrixClient to, JsonNode event) throws MatrixFailure {
        var content = event.path("content");
        String id = event.path("event_id").asString("");
        String sender = event.path("sender").asString("");
        String room = event.path("room_id").asString("");
        String text = content.path("body").asString("");
        boolean said = event.path("type").asString("").equals("m.room.message")
                && content.path("msgtype").asString("").equals("m.text")
                && !content.has("m.relates_to"); // an edit or a reply's fallback is not said anew
        if (!said || id.isEmpty() || text.isBlank() || text.length() > Adviser.LONGEST) return;
        if (sender.equals(settings.user()) || room.equals(settings.adviceRoom()) || advised.contains(id)) return;
        var advice = new Tenant(settings.tenant()).get(() -> adviser.advise(person(sender), text, null));
        to.write(settings.adviceRoom(), "attune-" + id, note(sender, room, id, advice));
        advised.add(id);
    }

    /// A pseudonym has no `@`: `@anna:example.org` is known here as `anna:example.org`.
    private static String person(String sender) {
        return sender.startsWith("@") ? sender.substring(1) : sender;
    }

    /// A notice for people, and the same for programs.
    private static Map<String, Object> note(String sender, String room, String event, Advice advice) {
        var metadata = new LinkedHashMap<>(advice.metadata());
        metadata.put("room_id", room);
        metadata.put("event_id", event);
        if (advice.say() != null) metadata.put("say", advice.say());
        String words = advice.say() == null ? "" : " \u201c%s\u201d".formatted(advice.say());
        return Map.of(
                "msgtype",
                "m.notice",
                "body",
                "%s: tone %s, next step %s.%s".formatted(sender, advice.tone(), advice.nextStep(), words),
                "dev.attune.advice",
                metadata);
    }

    private boolean isHomeserver(String authorization) {
        return MessageDigest.isEqual(
                ("Bearer " + settings.hsToken()).getBytes(StandardCharsets.UTF_8),
                authorization.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<Map<String, Object>> problem(HttpStatus status, String code, String error) {
        return ResponseEntity.status(status).body(Map.of("errcode", code, "error", error));
    }

    @Override
    public void close() {
        if (client != null) client.close();
    }
}
