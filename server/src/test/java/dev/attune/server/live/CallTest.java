package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class CallTest extends ServerTest {
    private static final String MEDIA_STREAMS = "media-streams";
    private static final String ADAPT = "personalization/voice";
    private static final String STATISTICS = "analytics/voice";

    @Autowired
    private LiveSessions sessions;

    @Autowired
    private LiveMetrics metrics;

    @Autowired
    private JdbcClient jdbc;

    private Cookie console;
    private String key;

    @BeforeEach
    void waitForTheLinesToBeFree() throws InterruptedException {
        while (metrics.sessions.get() > 0) Thread.sleep(20); // calls of the test before are hanging up
    }

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
        key = aNewKey(console);
    }

    @Test
    void aRunningCallIsListedAndTheConsoleMayWatchIt() throws Exception {
        var receipt = aReceipt(console, ADAPT);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            for (int i = 0; i < 10; i++) call.media("inbound", i, packet(0xff));
            String id = running();

            try (var watcher = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
                watcher.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(id));
                var ready = watcher.hear("ready");
                assertThat(ready.path("sessionId").asString()).isEqualTo(id);
                assertThat(ready.path("modalities").valueStream().map(JsonNode::asString))
                        .containsExactly("voice");
                assertThat(watcher.hear(message -> message.path("analysed").asInt() == 10)
                                .path("type")
                                .asString())
                        .isEqualTo("stats");
                call.stop();
                assertThat(call.closeCode()).isEqualTo(1000);
                assertThat(watcher.closeCode()).isEqualTo(1000);
            }
            assertThat(session(id).path("source").asString()).isEqualTo("call");
        }
    }

    @Test
    void onlyTheConsoleMayWatchAndOnlyWhatIsRunning() throws Exception {
        try (var page = Page.open(port, "?key=" + key)) {
            page.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(UUID.randomUUID()));
            assertThat(page.closeCode()).isEqualTo(4401);
        }
        try (var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
            page.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(UUID.randomUUID()));
            assertThat(page.closeCode()).isEqualTo(4404);
        }
        assertThat(mvc.get().uri("/v1/calls").header("Attune-Key", key)).hasStatus(403);
    }

    @Test
    void withoutConsentToTheVoiceNothingBegins() throws Exception {
        var receipt = aReceipt(console);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            assertThat(call.closeCode()).isEqualTo(4403);
            assertThat(call.reason()).startsWith("Nothing is read");
        }
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(UUID.randomUUID().toString(), key);
            assertThat(call.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void withoutAKeyNothingBegins() throws Exception {
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(aReceipt(console, ADAPT), "pk_guessed");
            assertThat(call.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void withdrawalEndsTheCallWithinOnePacket() throws Exception {
        var receipt = aReceipt(console, ADAPT, STATISTICS);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            call.media("inbound", 0, packet(0xff));
            running();
            assertThat(mvc.post()
                            .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                            .cookie(console)
                            .header("Attune-Console", "1"))
                    .hasStatusOk();
            assertThat(call.closeCode()).isEqualTo(4409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[]", "{\"event\": \"dance\"}", "{\"event\": \"media\"}"})
    void aMalformedMessageClosesWith4400(String message) throws Exception {
        var receipt = aReceipt(console, ADAPT);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            call.say(message);
            assertThat(call.closeCode()).isEqualTo(4400);
            assertThat(call.reason()).isNotBlank();
        }
    }

    @Test
    void anAudioHookClientIsGreetedAndAStrangerDisconnected() throws Exception {
        try (var call = Telephone.dial(port, "audiohook", "X-API-KEY", key)) {
            call.say(open(aReceipt(console, ADAPT)));
            assertThat(call.hear().path("type").asString()).isEqualTo("opened");
            call.send(ByteBuffer.wrap(packet(0xff)));
            call.say("""
                    {"version": "2", "id": "s1", "type": "close", "seq": 2, "serverseq": 1, "position": "PT0.02S",
                     "parameters": {"reason": "end"}}""");
            assertThat(call.hear().path("type").asString()).isEqualTo("closed");
            assertThat(call.closeCode()).isEqualTo(1000);
        }
        try (var call = Telephone.dial(port, "audiohook", "X-API-KEY", key)) {
            call.say(open(aReceipt(console)));
            var disconnect = call.hear();
            assertThat(disconnect.path("type").asString()).isEqualTo("disconnect");
            assertThat(disconnect.path("parameters").path("reason").asString()).isEqualTo("unauthorized");
            assertThat(disconnect.path("parameters").path("info").asString()).contains("was refused");
            assertThat(call.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void oneCallTooManyClosesWith4429() throws Exception {
        var calls = new ArrayList<Telephone>();
        try {
            int code = 0;
            for (int n = 0; n <= 3 && code == 0; n++) {
                var call = Telephone.dial(port, MEDIA_STREAMS);
                calls.add(call);
                if (n == 3) code = call.closeCode();
            }
            assertThat(code).isEqualTo(4429);
        } finally {
            calls.forEach(Telephone::close);
        }
    }

    @Test
    void whatTheAgentSaysIsNowhereNotInTheStreamNorTheDatabaseNorTheLog(CapturedOutput log) throws Exception {
        var customer = marker("customer speaks");
        var agent = marker("AGENT IN PERSON");
        var receipt = aReceipt(console, ADAPT, STATISTICS);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            for (int i = 0; i < 100; i++) {
                call.media("outbound", i, agent);
                call.media("inbound", i, customer);
            }
            String id = running();
            try (var watcher = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
                watcher.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(id));
                watcher.hear(message -> message.path("analysed").asInt() == 100);
            }
            call.media("outbound", 100, agent);
            call.media("inbound", 102, customer); // 101 is missing, so this one waits inside the stream

            var reachable = Reachable.from(sessions);
            while (!reachable.holds("customer speaks")) reachable = Reachable.from(sessions); // it is on its way
            assertThat(reachable.holds("AGENT IN PERSON"))
                    .as("the walk finds the customer's packet, so it would find the agent's")
                    .isFalse();
            call.stop();
            call.closeCode();
            session(id);
        }
        for (var trace : traces("AGENT IN PERSON")) {
            assertThat(database()).doesNotContain(trace);
            assertThat(log.getAll()).doesNotContain(trace);
        }
    }

    @Test
    void whenTheAgentSpokeIsKnownAndWhatTheySaidIsNowhere(CapturedOutput log) throws Exception {
        var receipt = aReceipt(console, ADAPT, STATISTICS);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            call.media("inbound", 0, packet(0xff));
            String id = running();
            try (var watcher = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
                watcher.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(id));
                for (int i = 1; i < 200; i++) call.media("inbound", i, packet(0xff));
                watcher.hear(message -> message.path("analysed").asInt() == 200);
                call.say("""
                        {"event": "transcript", "transcript": {"track": "outbound", "timestamp": "500", "duration": "1500",
                         "text": "AGENT IN PERSON"}}""");
                var told = watcher.hear(message -> message.has("shared"));
                assertThat(told.path("lengthMs").asDouble()).isEqualTo(4_000);
                assertThat(told.path("customerMs").asDouble()).isZero();
                var shared = told.path("shared");
                assertThat(shared.path("agent").path("spokenMs").asDouble()).isEqualTo(1_500);
                assertThat(shared.path("silenceMs").asDouble()).isEqualTo(2_500);
            }
            var reachable = Reachable.from(sessions);
            assertThat(reachable.holds("AGENT IN PERSON")).isFalse();
            call.stop();
            call.closeCode();
            var kept = session(id).path("conversation");
            assertThat(kept.path("shared").path("agent").path("spokenMs").asDouble())
                    .isEqualTo(1_500);
        }
        assertThat(database()).doesNotContain("AGENT IN PERSON");
        assertThat(log.getAll()).doesNotContain("AGENT IN PERSON");
    }

    @Test
    void whereNobodyTellsWhenTheAgentSpeaksNothingIsMadeUpAndWithoutConsentToStatisticsNothingIsKept()
            throws Exception {
        assertThat(conversationOfACall(ADAPT).isNull()).isTrue();
        var kept = conversationOfACall(ADAPT, STATISTICS);
        assertThat(kept.path("lengthMs").asDouble()).isEqualTo(20);
        assertThat(kept.has("shared")).isFalse();
    }

    private JsonNode conversationOfACall(String... granted) throws Exception {
        var receipt = aReceipt(console, granted);
        try (var call = Telephone.dial(port, MEDIA_STREAMS)) {
            call.start(receipt, key);
            call.media("inbound", 0, packet(0xff));
            String id = running();
            call.stop();
            call.closeCode();
            var session = session(id);
            waitForTheLinesToBeFree();
            return session.path("conversation");
        }
    }

    private static List<String> traces(String marker) {
        byte[] bytes = marker.getBytes();
        return List.of(
                marker,
                Base64.getEncoder().encodeToString(bytes).substring(0, 16),
                java.util.HexFormat.of().formatHex(bytes));
    }

    /// Every row of every table as text.
    private String database() {
        var all = new StringBuilder();
        for (var table : jdbc.sql("select tablename from pg_tables where schemaname = 'attune'")
                .query(String.class)
                .list())
            jdbc.sql("select t::text from attune.\"%s\" t".formatted(table))
                    .query(String.class)
                    .list()
                    .forEach(row -> all.append(row).append('\n'));
        return all.toString();
    }

    /// The id of the only running call.
    private String running() throws Exception {
        while (true) {
            var calls = body(mvc.get().uri("/v1/calls").cookie(console).exchange());
            if (calls.size() == 1) return calls.path(0).path("sessionId").asString();
            Thread.sleep(20);
        }
    }

    /// Its record, once it has ended.
    private JsonNode session(String id) throws Exception {
        while (true) {
            var session = body(mvc.get()
                    .uri("/v1/sessions/" + id)
                    .cookie(console)
                    .header("Attune-Purpose", "quality")
                    .exchange());
            if (session.path("endedAt").isString()) return session;
            Thread.sleep(50);
        }
    }

    private static String open(String receiptId) {
        return """
                {"version": "2", "id": "s1", "type": "open", "seq": 1, "serverseq": 0, "position": "PT0S", "parameters":
                 {"conversationId": "c0ffee00-0000-0000-0000-000000000001", "customConfig": {"receiptId": "%s"},
                  "media": [{"type": "audio", "format": "PCMU", "channels": ["external"], "rate": 8000}]}}""".formatted(receiptId);
    }

    private static byte[] packet(int value) {
        var packet = new byte[Telephone.PACKET_BYTES];
        Arrays.fill(packet, (byte) value);
        return packet;
    }

    /// A packet that can be told from every other.
    private static byte[] marker(String text) {
        var packet = packet(0xff);
        byte[] bytes = text.getBytes();
        System.arraycopy(bytes, 0, packet, 0, bytes.length);
        return packet;
    }
}
