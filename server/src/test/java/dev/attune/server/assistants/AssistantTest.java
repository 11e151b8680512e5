package dev.attune.server.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.attune.server.ServerTest;
import dev.attune.server.consent.Consents;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// "How should I answer now?", asked by assistants that exist already.
class AssistantTest extends ServerTest {
    private static final String COMPLAINT =
            "The delivery is terrible, the parcel is lost and nobody answers. I complain!";

    @Autowired
    private Adviser adviser;

    @Autowired
    private Consents consents;

    @Autowired
    private Persons persons;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private InstantSource clock;

    private Cookie console;
    private String key = "";
    private String subject = "";

    @BeforeEach
    void aPersonWhoAllowsThatTheirWordsAreRead() {
        console = aSignedInConsole();
        key = aNewKey(console);
        subject = consents.subjectOf(UUID.fromString(aReceipt(console, "personalization/text")))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"/webhooks/rest/webhook", "/v1/assistants/rasa/webhooks/rest/webhook"})
    void rasasRestChannelIsAnsweredWithWordsAStyleAndANextStep(String path) {
        var answer = body(post(path, Map.of("sender", subject, "message", COMPLAINT)))
                .path(0);

        assertThat(answer.path("recipient_id").asString()).isEqualTo(subject);
        var metadata = answer.path("metadata");
        assertThat(metadata.path("read").asBoolean()).isTrue();
        assertThat(metadata.path("style").path("upsellAllowed").isBoolean()).isTrue();
        assertThat(metadata.path("next_step").asString()).isIn("take-complaint", "hand-over");
        assertThat(metadata.path("disclose_assistant").asBoolean()).isTrue();
        assertThat(answer.path("text").asString()).isNotEmpty();
    }

    @Test
    void anyBotTellsByPointersWhereItsMessageStands() {
        var message = Map.<String, Object>of(
                "from", Map.of("id", subject), "message", Map.of("text", "I want to talk to a human", "lang", "en-GB"));

        var advice =
                body(post("/v1/assistants/webhook?sender=/from/id&text=/message/text&language=/message/lang", message));

        assertThat(advice.path("nextStep").asString()).isEqualTo("hand-over");
        assertThat(advice.path("say").asString()).contains("automatic assistant");
        assertThat(advice.path("language").asString()).isEqualTo("en");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'd rather explain this to one of your people",
                "Есть там кто живой?",
                "有没有真人",
                "My contract won't be renewed, I'm moving to another provider",
                "Больше у вас не продлеваем, ухожу к конкурентам",
                "我要销户"
            })
    void whoWishesForAPersonOrThreatensToLeaveIsHandedOver(String message) {
        var advice = body(post("/v1/assistants/webhook", Map.of("sender", subject, "text", message)));

        assertThat(advice.path("nextStep").asString()).isEqualTo("hand-over");
    }

    @Test
    void whoDidNotAgreeIsAnsweredInTheHouseStyleAndNothingIsRead() {
        var silent = consents.subjectOf(UUID.fromString(aReceipt(console))).orElseThrow();

        for (var sender : List.of(silent, "s-nobody-at-all")) {
            var advice = body(post("/v1/assistants/webhook", Map.of("sender", sender, "text", COMPLAINT)));
            assertThat(advice.path("read").asBoolean()).isFalse();
            assertThat(advice.path("reason").asString()).isNotEmpty();
            assertThat(advice.path("tone").asString()).isEqualTo("house");
            assertThat(advice.path("nextStep").asString()).isEqualTo("answer");
        }
    }

    @Test
    void whereACaseIsOpenItsNextStepIsTheAnswer() {
        var person = persons.find(subject).orElseThrow();
        var now = clock.instant();
        events.publishEvent(new CustomerEventsStored(
                0,
                List.of(new CustomerEvent(
                        UUID.randomUUID(),
                        person,
                        "affect:text",
                        now,
                        now,
                        "chat",
                        null,
                        "delivery",
                        -1.0,
                        null,
                        null,
                        Map.of("modality", "text")))));

        var advice = body(post("/v1/assistants/webhook", Map.of("sender", subject, "text", "Any news?")));

        assertThat(advice.path("nextStep").asString()).isEqualTo("repair");
        assertThat(advice.path("option").asString()).isEqualTo("message");
        assertThat(advice.path("say").asString()).contains("Delivery");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | sender must be an id",
                "{\"sender\": \"s-1\"} | the message must have 1 to",
                "{\"sender\": {}, \"text\": []} | sender must be an id",
            })
    void whatIsNoMessageIsRefusedByItsValue(String message, String detail) {
        assertThat(mvc.post()
                        .uri("/v1/assistants/webhook")
                        .header("Attune-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(message))
                .hasStatus(400)
                .bodyText()
                .contains(detail);
        assertThat(post("/v1/assistants/webhook?text=message", Map.of("sender", "a", "text", "b")))
                .hasStatus(400)
                .bodyText()
                .contains("no JSON pointer");
    }

    @Test
    void withoutAKeyNobodyIsAdvised() {
        assertThat(mvc.post()
                        .uri("/webhooks/rest/webhook")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(401);
    }

    @Test
    void whatIsWrittenInARoomIsAdvisedOnInTheRoomOfThoseWhoAnswer() throws IOException {
        try (var homeserver = new Homeserver();
                var matrix = matrix(homeserver)) {
            homeserver.answers(200, "{\"event_id\": \"$1\"}");
            var pushed = json.readTree(transaction("$a", "@" + subject, COMPLAINT));

            assertThat(matrix.transaction("t1", "Bearer hs-secret", pushed).getStatusCode())
                    .isEqualTo(HttpStatus.OK);
            assertThat(matrix.transaction("t1", "Bearer hs-secret", pushed).getStatusCode())
                    .as("the homeserver repeats what it is not sure of")
                    .isEqualTo(HttpStatus.OK);

            assertThat(homeserver.paths)
                    .containsExactly(
                            "/_matrix/client/v3/rooms/%21advice%3Aexample.org/send/m.room.message/attune-%24a as-secret");
            var note = homeserver.bodies.element();
            assertThat(note.path("msgtype").asString()).isEqualTo("m.notice");
            assertThat(note.path("dev.attune.advice").path("read").asBoolean()).isTrue();
            assertThat(note.path("dev.attune.advice").path("event_id").asString())
                    .isEqualTo("$a");
        }
    }

    @Test
    void aHomeserverThatAsksForPatienceIsGivenItAndOneThatFailsTriesAgainLater() throws IOException {
        try (var homeserver = new Homeserver();
                var matrix = matrix(homeserver)) {
            homeserver.answers(
                    429, "{\"errcode\": \"M_LIMIT_EXCEEDED\", \"error\": \"Too fast\", \"retry_after_ms\": 5}");
            homeserver.answers(200, "{\"event_id\": \"$1\"}");
            var first = json.readTree(transaction("$b", "@" + subject, "hello"));
            assertThat(matrix.transaction("t2", "Bearer hs-secret", first).getStatusCode())
                    .isEqualTo(HttpStatus.OK);
            assertThat(homeserver.paths).hasSize(2);

            homeserver.answers(401, "{\"errcode\": \"M_UNKNOWN_TOKEN\", \"error\": \"Unrecognised access token\"}");
            var second = json.readTree(transaction("$c", "@" + subject, "hello"));
            var failed = matrix.transaction("t3", "Bearer hs-secret", second);
            assertThat(failed.getStatusCode()).isEqualTo(HttpStatus.BAD_GATEWAY);
            assertThat(String.valueOf(failed.getBody())).contains("M_UNKNOWN_TOKEN");

            homeserver.answers(200, "{\"event_id\": \"$2\"}");
            assertThat(matrix.transaction("t3", "Bearer hs-secret", second).getStatusCode())
                    .as("nothing is lost")
                    .isEqualTo(HttpStatus.OK);
        }
    }

    @Test
    void onlyTheHomeserverMayPushAndOwnMessagesAndEditsArePassedOver() throws IOException {
        try (var homeserver = new Homeserver();
                var matrix = matrix(homeserver)) {
            var pushed = json.readTree(transaction("$d", "@" + subject, "hello"));
            assertThat(matrix.transaction("t4", "Bearer guess", pushed).getStatusCode())
                    .isEqualTo(HttpStatus.FORBIDDEN);
            assertThat(matrix.transaction("t4", null, pushed).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
            matrix.transaction("t5", "Bearer hs-secret", json.readTree(transaction("$e", "@attune:example.org", "x")));
            matrix.transaction(
                    "t6",
                    "Bearer hs-secret",
                    json.readTree(transaction("$f", "@" + subject, "x")
                            .replace("\"m.text\"", "\"m.text\", \"m.relates_to\": {}")));
            assertThat(homeserver.paths).isEmpty();
        }
        assertThat(mvc.put()
                        .uri("/_matrix/app/v1/transactions/t7")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .as("without a homeserver there is no Matrix here")
                .hasStatus(404);
    }

    private MatrixController matrix(Homeserver homeserver) {
        return new MatrixController(
                adviser,
                new MatrixSettings(
                        homeserver.address(),
                        "as-secret",
                        "hs-secret",
                        "!advice:example.org",
                        "@attune:example.org",
                        "default"),
                json);
    }

    /// As the application service API has it.
    private static String transaction(String event, String sender, String text) {
        return """
                {"events": [{"type": "m.room.message", "event_id": "%s", "sender": "%s", "room_id": "!shop:example.org",
                  "origin_server_ts": 1771000000000, "content": {"msgtype": "m.text", "body": "%s"}}]}""".formatted(event, sender, text);
    }

    private MvcTestResult post(String path, Map<String, Object> body) {
        return mvc.post()
                .uri(path)
                .header("Attune-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body))
                .exchange();
    }

    /// Answers as recorded from the client-server API's specification, one after the other.
    private final class Homeserver implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final Queue<Map.Entry<Integer, String>> recorded = new ArrayDeque<>();
        private final Queue<String> paths = new ConcurrentLinkedQueue<>();
        private final Queue<JsonNode> bodies = new ConcurrentLinkedQueue<>();

        Homeserver() throws IOException {
            server.createContext("/", exchange -> {
                paths.add(exchange.getRequestURI().getRawPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""));
                bodies.add(json.readTree(exchange.getRequestBody().readAllBytes()));
                var answer = recorded.remove();
                var bytes = answer.getValue().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.getKey(), bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        void answers(int status, String body) {
            recorded.add(Map.entry(status, body));
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
