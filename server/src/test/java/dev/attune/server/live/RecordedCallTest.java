package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
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
        var data = voices();
        var calm = packets(data, CUSTOMER, "neutral");
        turn = calm.size();
        customer = joined(calm, packets(data, CUSTOMER, "anger"));
        agent = joined(packets(data, AGENT, "anger"), packets(data, AGENT, "neutral"));
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
            try (var watcher = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
                watcher.say("{\"type\": \"watch\", \"sessionId\": \"%s\"}".formatted(running()));
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

    /// Acted speech beside the repository; skipped where it is absent, unless `ATTUNE_REQUIRE` names `data`.
    private static Path voices() {
        var folder = Path.of(Optional.ofNullable(System.getenv("ATTUNE_SHARED")).orElse("../../shared"))
                .resolve("data/voice");
        String required = Optional.ofNullable(System.getenv("ATTUNE_REQUIRE")).orElse("");
        if (required.contains("data")) assertThat(folder).exists();
        assumeTrue(
                Files.isDirectory(folder), folder + " is not there; set ATTUNE_SHARED to the folder that holds data/");
        return folder;
    }

    /// A speaker's clips of one mood as a telephone sends them: G.711 µ-law at 8 kHz, 20 ms each.
    private static List<byte[]> packets(Path data, String speaker, String emotion)
            throws IOException, InterruptedException {
        var packets = new ArrayList<byte[]>();
        for (var clip : Files.readAllLines(data.resolve("index.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(row -> row[2].equals(speaker) && row[3].equals(emotion))
                .limit(CLIPS)
                .toList()) {
            var coded = folder.resolve(clip[0] + ".ul");
            var process = new ProcessBuilder(
                            Loader.load(ffmpeg.class),
                            "-v",
                            "error",
                            "-y",
                            "-i",
                            data.resolve(clip[0]).toString(),
                            "-ar",
                            "8000",
                            "-f",
                            "mulaw",
                            coded.toString())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
            byte[] bytes = Files.readAllBytes(coded);
            for (int from = 0; from + Telephone.PACKET_BYTES <= bytes.length; from += Telephone.PACKET_BYTES)
                packets.add(Arrays.copyOfRange(bytes, from, from + Telephone.PACKET_BYTES));
        }
        return packets;
    }

    private static List<byte[]> joined(List<byte[]> first, List<byte[]> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
