package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A real call on two channels, made of development clips, followed in the console: a customer who is calm first and
/// angry later, and an agent the other way round, so that whoever showed the wrong one would be found out.
@ExtendWith(Attune.Extension.class)
class CallsIT {
    private static final String CUSTOMER = "emodb-03";
    private static final String AGENT = "emodb-11";
    private static final int CLIPS = 3; // of each mood, 2 s each
    private static final int PACKET_BYTES = 160; // 20 ms of G.711

    /// Allows everything the notice asks for, and makes a key: what a call centre has before a call.
    private static final String ALLOW = """
            async () => {
              const headers = {'Attune-Console': '1', 'Content-Type': 'application/json'};
              const post = async (path, body) =>
                (await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)})).json();
              const notice = await (await fetch('/v1/notices/current?language=en')).json();
              const choices = notice.choices.map(({purpose, modality}) => ({purpose, modality, granted: true}));
              const consent = await post('/v1/consents', {
                noticeId: notice.id, noticeVersion: notice.version, language: 'en', choices});
              const key = await post('/v1/keys', {name: 'call centre', kind: 'secret'});
              return consent.receiptId + ' ' + key.secret;
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theCustomersArousalRisesOnThePageWhileTheCallRuns(Attune attune) throws Exception {
        var data = SharedData.file("data/voice");
        var calm = packets(data, CUSTOMER, "neutral");
        var angry = packets(data, CUSTOMER, "anger");
        var agent = new ArrayList<>(packets(data, AGENT, "anger"));
        agent.addAll(packets(data, AGENT, "neutral"));
        try (var visitor = attune.visitorWithoutCamera();
                var http = HttpClient.newHttpClient()) {
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            var allowed = ((String) visitor.page().evaluate(ALLOW)).split(" ");
            var call = dial(http, attune, allowed[0], allowed[1]);
            int sent = send(call, 0, calm.subList(0, 1), agent);

            visitor.open(attune.address() + "calls");
            visitor.page().locator("[data-testid^=call-]").click();
            assertThat(visitor.find("watched-call")).hasAttribute("data-phase", "running");
            sent = send(call, sent, calm.subList(1, calm.size()), agent);
            double before = arousalAbove(visitor, -2);
            assertThat(visitor.find("call-without-words")).isVisible();
            assertThat(visitor.find("conversation")).hasAttribute("data-told", "customer");
            visitor.savesScreenshot("calls-calm");

            send(call, sent, angry, agent);
            double after = arousalAbove(visitor, before + 0.3);
            transcript(call, "outbound", "What a wonderful day");
            transcript(call, "inbound", "The delivery never came and nobody answers");
            assertThat(visitor.find("live-utterance")).hasCount(1);
            assertThat(visitor.find("live-utterance")).hasAttribute("data-lean", "negative");
            assertThat(visitor.find("conversation")).hasAttribute("data-told", "both");
            visitor.savesScreenshot("calls-angry");
            assertThat(after).isGreaterThan(before);

            call.sendText("{\"event\": \"stop\", \"stop\": {\"callSid\": \"CA1\"}}", true)
                    .join();
            assertThat(visitor.find("watched-call")).hasAttribute("data-phase", "over");
            call.abort();
        }
    }

    /// Waits until the page shows an arousal above it.
    private static double arousalAbove(Visitor visitor, double least) {
        var shown = visitor.find("live-voice-arousal").locator("b");
        assertThat(shown).hasText(Pattern.compile("[+\u2212]?\\d.*"));
        var arousal = new AtomicReference<>(Double.NEGATIVE_INFINITY); // the next one may be below again
        visitor.page().waitForCondition(() -> {
            arousal.set(number(shown.innerText()));
            return arousal.get() > least;
        });
        return arousal.get();
    }

    private static double number(String shown) {
        var text = shown.replace('\u2212', '-').replace("+", "");
        return text.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(text) : Double.NEGATIVE_INFINITY;
    }

    private static WebSocket dial(HttpClient http, Attune attune, String receipt, String key) {
        var call = http.newWebSocketBuilder()
                .buildAsync(URI.create(attune.address().replace("http", "ws") + "v1/calls/media-streams"), new Deaf())
                .join();
        call.sendText("{\"event\": \"connected\", \"protocol\": \"Call\", \"version\": \"1.0.0\"}", true)
                .join();
        call.sendText("""
                {"event": "start", "start": {"streamSid": "MZ1", "callSid": "CA1", "tracks": ["inbound", "outbound"],
                 "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                 "customParameters": {"receiptId": "%s", "key": "%s", "purpose": "personalization"}}}""".formatted(receipt, key), true).join();
        return call;
    }

    /// The customer's packets, each after the agent's of the same time.
    ///
    /// @return the number of the next packet
    private static int send(WebSocket call, int first, List<byte[]> customer, List<byte[]> agent) {
        int number = first;
        for (var packet : customer) {
            if (number < agent.size()) media(call, "outbound", number, agent.get(number));
            media(call, "inbound", number++, packet);
        }
        return number;
    }

    private static void transcript(WebSocket call, String track, String text) {
        call.sendText(
                        "{\"event\": \"transcript\", \"transcript\": {\"track\": \"%s\", \"timestamp\": \"9000\", \"duration\": \"1500\", \"text\": \"%s\"}}"
                                .formatted(track, text),
                        true)
                .join();
    }

    private static void media(WebSocket call, String track, int number, byte[] packet) {
        call.sendText(
                        "{\"event\": \"media\", \"media\": {\"track\": \"%s\", \"chunk\": \"%d\", \"timestamp\": \"%d\", \"payload\": \"%s\"}}"
                                .formatted(
                                        track,
                                        number + 1,
                                        20L * number,
                                        Base64.getEncoder().encodeToString(packet)),
                        true)
                .join();
    }

    /// A speaker's clips of one mood as a telephone sends them: G.711 µ-law at 8 kHz, 20 ms each.
    private List<byte[]> packets(Path data, String speaker, String emotion) throws IOException, InterruptedException {
        var packets = new ArrayList<byte[]>();
        for (var clip : Files.readAllLines(data.resolve("index.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(row -> row[2].equals(speaker) && row[3].equals(emotion))
                .limit(CLIPS)
                .toList()) {
            var coded = folder.resolve(clip[0] + ".ul");
            String program = Loader.load(ffmpeg.class);
            var coding = new ProcessBuilder(
                            program,
                            "-v",
                            "error",
                            "-i",
                            data.resolve(clip[0]).toString(),
                            "-ar",
                            "8000",
                            "-f",
                            "mulaw",
                            coded.toString())
                    .inheritIO();
            var beside = Path.of(program).resolveSibling(""); // some of its libraries are not looked for there
            coding.environment().put("LD_LIBRARY_PATH", beside.toString());
            var process = coding.start();
            assertThat(process.waitFor()).isZero();
            byte[] bytes = Files.readAllBytes(coded);
            for (int from = 0; from + PACKET_BYTES <= bytes.length; from += PACKET_BYTES)
                packets.add(Arrays.copyOfRange(bytes, from, from + PACKET_BYTES));
        }
        return packets;
    }

    /// A call centre listens to nothing: the console watches.
    private static final class Deaf implements WebSocket.Listener {}
}
