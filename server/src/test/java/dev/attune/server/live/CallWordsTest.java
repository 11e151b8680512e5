package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Words of a call: from an engine on the class path, see [ParcelEngine], and from the call centre's own transcripts.
class CallWordsTest extends ServerTest {
    private static final String TRANSCRIPT = "This is terrible, my parcel never came and I am furious!";

    @TempDir
    static Path folder;

    private static List<byte[]> customer;

    @Autowired
    private LiveMetrics metrics;

    private Cookie console;
    private String key;

    @BeforeAll
    static void record() throws Exception {
        customer = new PhonedClips(folder).packets("emodb-03", "anger", 1);
    }

    @BeforeEach
    void signInWhileNobodyCalls() throws InterruptedException {
        while (metrics.sessions.get() > 0) Thread.sleep(20); // calls of the test before are hanging up
        console = aSignedInConsole();
        key = aNewKey(console);
    }

    @Test
    void whatAnOperatorsEngineUnderstandsIsReadAndJoinsTheVoice() throws Exception {
        var heard = heardOfACall("ru", false, "personalization/voice", "personalization/text");
        assertThat(first(heard, "ready").path("speechToText").asString()).isEqualTo("parcel-engine");
        assertThat(first(heard, "words").path("text").asString()).isEqualTo(ParcelEngine.SENTENCE);
        assertThat(shares(heard)).anySatisfy(shares -> assertThat(shares).contains("voice", "text"));
    }

    @Test
    void withoutConsentToTheWordsTheEngineHearsNothing() throws Exception {
        var heard = heardOfACall("ru", false, "personalization/voice");
        assertThat(types(heard)).contains("voice").doesNotContain("words", "error");
        assertThat(shares(heard))
                .isNotEmpty()
                .allSatisfy(shares -> assertThat(shares).containsExactly("voice"));
    }

    @Test
    void theCallCentresTranscriptJoinsTheVoice() throws Exception {
        var heard = heardOfACall("en", true, "personalization/voice", "personalization/text");
        assertThat(heard.stream()
                        .filter(message -> message.path("type").asString().equals("words"))
                        .map(message -> message.path("text").asString()))
                .containsExactly(TRANSCRIPT);
        assertThat(shares(heard)).anySatisfy(shares -> assertThat(shares).contains("voice", "text"));
    }

    /// Everything that a watched call says.
    private List<JsonNode> heardOfACall(String language, boolean withTranscript, String... granted) throws Exception {
        var receipt = aReceipt(console, granted);
        try (var call = Telephone.dial(port, "media-streams")) {
            call.say("""
                    {"event": "start", "start": {"tracks": ["inbound"],
                     "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                     "customParameters": {"receiptId": "%s", "key": "%s", "language": "%s"}}}""".formatted(receipt, key, language));
            call.media("inbound", 0, customer.getFirst());
            var id = running(); // the first call waits for the networks; a page must say who it is soon
            try (var watcher = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
                watcher.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(id));
                var heard = new ArrayList<>(List.of(watcher.hear("ready")));
                for (int i = 1; i < customer.size(); i++) call.media("inbound", i, customer.get(i));
                if (withTranscript) {
                    long at = watcher.hear("voice").path("toMs").asLong();
                    call.say("""
                            {"event": "transcript", "transcript": {"track": "inbound", "timestamp": "%d", "text": "%s"}}""".formatted(at, TRANSCRIPT));
                    heard.add(watcher.hear("words"));
                }
                call.stop();
                watcher.closeCode();
                heard.addAll(watcher.unheard());
                return heard;
            }
        }
    }

    private static JsonNode first(List<JsonNode> heard, String type) {
        return heard.stream()
                .filter(message -> message.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s among %s".formatted(type, types(heard))));
    }

    private static List<String> types(List<JsonNode> heard) {
        return heard.stream().map(message -> message.path("type").asString()).toList();
    }

    /// That have a share in what fusion said, by and by.
    private static Stream<List<String>> shares(List<JsonNode> heard) {
        return heard.stream()
                .filter(message -> message.path("type").asString().equals("affect"))
                .map(message -> message.path("affect")
                        .path(0)
                        .path("contributions")
                        .valueStream()
                        .map(contribution -> contribution.path("modality").asString())
                        .toList());
    }

    /// The id of the only running call.
    private String running() throws Exception {
        while (true) {
            var calls = body(mvc.get().uri("/v1/calls").cookie(console).exchange());
            if (calls.size() == 1) return calls.path(0).path("sessionId").asString();
            Thread.sleep(20);
        }
    }
}
