package dev.attune.server.assistants;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes into a Matrix room by the client-server API (v1.11, `PUT …/send/{type}/{txnId}`).
///
/// A message with the same transaction id is written once, however often it is sent. Where the homeserver asks for
/// patience (429, `retry_after_ms`), the client waits a little and tries again.
final class MatrixClient implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5); // the homeserver waits for us meanwhile
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;

    private final URI homeserver;
    private final String token;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    MatrixClient(URI homeserver, String token, JsonMapper json) {
        this.homeserver = homeserver;
        this.token = token;
        this.json = json;
    }

    /// It was not written; the homeserver's own words are in the message.
    static final class MatrixFailure extends Exception {
        MatrixFailure(String message) {
            super(message);
        }
    }

    /// @return the id of the event
    String write(String room, String transaction, Map<String, Object> content) throws MatrixFailure {
        var request = HttpRequest.newBuilder(homeserver.resolve("/_matrix/client/v3/rooms/%s/send/m.room.message/%s"
                        .formatted(encoded(room), encoded(transaction))))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(content)))
                .build();
        for (int attempt = 1; ; attempt++) {
            var answer = send(request);
            if (answer.statusCode() == 200) return field(answer, "event_id");
            if (answer.statusCode() != TOO_MANY || attempt == ATTEMPTS)
                throw new MatrixFailure("the homeserver answered %d %s: %s"
                        .formatted(answer.statusCode(), field(answer, "errcode"), field(answer, "error")));
            pause(answer);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws MatrixFailure {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new MatrixFailure("the homeserver does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MatrixFailure("interrupted while waiting for the homeserver");
        }
    }

    private void pause(HttpResponse<String> answer) throws MatrixFailure {
        long wish = tree(answer).path("retry_after_ms").asLong(1_000);
        try {
            Thread.sleep(Math.clamp(wish, 0, LONGEST_WAIT.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MatrixFailure("interrupted while waiting for the homeserver");
        }
    }

    private String field(HttpResponse<String> answer, String name) throws MatrixFailure {
        return tree(answer).path(name).asString("");
    }

    private JsonNode tree(HttpResponse<String> answer) throws MatrixFailure {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) { // a proxy's page
            throw new MatrixFailure(
                    "%d, and no JSON. Maybe the address is not a homeserver's".formatted(answer.statusCode()));
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
