package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A call made of real speech: a customer who is calm at first and angry later, and an agent who is angry at first and
/// calm later, so that whoever listened to the wrong one would be found out.
class RecordedCallTest extends ServerTest {
    private static final String CUSTOMER = "emodb-03";
    private static final String AGENT = "emodb-11";
    private static final int CLIPS = 3; // of each mood

    @TempDir
    static Path folder;

    private static List<byte[]> customer;
    private static List<byte[]> agent;
    private static int turn; // the packet at which the mood changes

    @Autowired
    private LiveMetrics metrics;

    private Cookie console;
    private String key;

    @BeforeAll
    static void record() throws Exception {
        var clips = new PhonedClips(folder);
        var calm = clips.packets(CUSTOMER, "neutral", CLIPS);
        turn = calm.size();
        customer = joined(calm, clips.packets(CUSTOMER, "anger", CLIPS));
        agent = joined(clips.packets(AGENT, "anger", CLIPS), clips.packets(AGENT, "neutral", CLIPS));
    }

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
    void theCustomersArousalRisesWithinTheCall() throws Exception {
        var readings = told(true).stream()
                .filter(message -> message.path("arousal").has("value"))
                .toList();
        double calm =
                mean(readings.stream().filter(reading -> reading.path("toMs").asDouble() < 20.0 * turn));
        double angry =
                mean(readings.stream().filter(reading -> reading.path("fromMs").asDouble() > 20.0 * turn));
        assertThat(angry)
                .as("arousal of the angry half, after %s in the calm one", calm)
                .isGreaterThan(calm + 0.3);
    }

    @Test
    void whatIsSaidOfTheCustomerIsTheSameWhetherTheAgentSpeaksOrNot() throws Exception {
        var withAgent = told(true);
        assertThat(withAgent).isNotEmpty().isEqualTo(told(false));
    }

    /// The readings of a watched call, without how long they took.
    private List<JsonNode> told(boolean withAgent) throws Exception {
        var receipt = aReceipt(console, "personalization/voice", "analytics/voice"); // an open line must say start soon
        try (var call = Telephone.dial(port, "media-streams")) {
            call.start(receipt, key);
            call.media("inbound", 0, customer.getFirst());
            var id = running(); // the first call waits for the networks; a page must say who it is soon
            try (var watcher = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
                watcher.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(id));
                watcher.hear("ready");
                for (int i = 1; i < customer.size(); i++) {
                    if (withAgent && i < agent.size()) call.media("outbound", i, agent.get(i));
                    call.media("inbound", i, customer.get(i));
                }
                call.stop();
                watcher.closeCode();
                waitForTheLinesToBeFree();
                return watcher.unheard().stream()
                        .filter(message -> message.path("type").asString().equals("voice"))
                        .map(message -> ((ObjectNode) message).without("latencyMs"))
                        .map(JsonNode.class::cast)
                        .toList();
            }
        }
    }

    private static double mean(Stream<JsonNode> readings) {
        return readings.mapToDouble(
                        reading -> reading.path("arousal").path("value").asDouble())
                .average()
                .orElseThrow();
    }

    /// The id of the only running call.
    private String running() throws Exception {
        while (true) {
            var calls = body(mvc.get().uri("/v1/calls").cookie(console).exchange());
            if (calls.size() == 1) return calls.path(0).path("sessionId").asString();
            Thread.sleep(20);
        }
    }

    private static List<byte[]> joined(List<byte[]> first, List<byte[]> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
