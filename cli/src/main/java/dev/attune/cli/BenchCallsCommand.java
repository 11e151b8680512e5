package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Streams more and more calls at once to a server on this machine, each in real time, and prints how many it keeps up
/// with.
@Command(
        name = "calls",
        description = {
            "Streams calls in real time to a server on this machine and prints how many packets it read, how long a reading"
                    + " took, and the largest number of calls that it kept up with: every packet read, no call broken"
                    + " off, and 95 of 100 readings within a second. The streams are made on the same machine, so they"
                    + " cost it too.",
            "Start the server with --attune.calls.max-streams at least as high; the receipt must allow the voice."
        },
        mixinStandardHelpOptions = true)
final class BenchCallsCommand implements Callable<Integer> {
    private static final int PACKET_BYTES = 160; // 20 ms of G.711
    private static final Duration PACKET = Duration.ofMillis(20);
    private static final int APART = 61; // packets between the places at which two calls begin
    private static final double ALL = 0.999; // the last packets may be under way
    private static final double SOON_SECONDS = 1;
    private static final int CLOSE_ENOUGH = 10; // per cent between what was kept up with and what was not
    private static final String LATENCY = "attune_live_voice_latency_seconds";
    private static final Pattern READ = Pattern.compile("attune_live_sounds_read_total ([0-9.E+]+)");
    private static final Pattern PROCESSOR = Pattern.compile("process_cpu_time_ns_total ([0-9.E+]+)");

    @Mixin
    private LocalServer server = new LocalServer();

    @Mixin
    private StreamOptions load = new StreamOptions();

    @Option(
            names = "--sound",
            required = true,
            paramLabel = "FILE",
            description = "What everybody says, over and over, each beginning elsewhere: G.711 µ-law at 8 kHz without a"
                    + " header, as `ffmpeg -i speech.wav -ar 8000 -ac 1 -f mulaw speech.ul` makes it.")
    private Path sound = Path.of("");

    @Option(
            names = "--streams",
            split = ",",
            paramLabel = "N",
            description = "Numbers of calls to try, in this order, until one is too many; then numbers between are"
                    + " (default: 25,50,100,200).")
    private List<Integer> streams = List.of(25, 50, 100, 200);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What the server has counted so far.
    ///
    /// @param processorSeconds of the server's process
    private record Counts(double packets, ServerTimer latencies, double processorSeconds) {}

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        streams.forEach(count -> load.requireCount("--streams", count));
        load.requireAtLeast(1);
        byte[] speech = Files.readAllBytes(sound);
        if (speech.length < PACKET_BYTES)
            throw new CommandFailure(ExitCode.EMPTY_FILE, "%s holds less than 20 ms of sound.".formatted(sound));
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        try (var http = HttpClient.newHttpClient()) {
            server.require(http);
            var packets = packets(speech);
            out.println(
                    "| calls | packets sent | read | broken off | readings | speech to reading, median | p95 | server's processor time | keeps up |");
            out.println("|---|---|---|---|---|---|---|---|---|");
            int most = 0;
            int tooMany = 0;
            for (int count : streams) {
                if (keepsUp(http, packets, count)) most = Math.max(most, count);
                else tooMany = count;
                if (tooMany > 0) break;
            }
            while (tooMany > 0 && (tooMany - most) * 100 > CLOSE_ENOUGH * tooMany) {
                int between = (most + tooMany) / 2;
                if (between == most) break;
                if (keepsUp(http, packets, between)) most = between;
                else tooMany = between;
            }
            out.println(
                    tooMany == 0
                            ? "Kept up with all that was tried, at most %d calls at once.".formatted(most)
                            : "Kept up with %d calls at once, not with %d.".formatted(most, tooMany));
        }
        return ExitCode.OK;
    }

    private boolean keepsUp(HttpClient http, List<String> packets, int calls) throws IOException, InterruptedException {
        var before = counts(http);
        var sent = new AtomicLong();
        var broken = load.start(calls, PACKET, (number, begin) -> call(http, packets, number, begin, sent))
                .awaitEnd();
        Thread.sleep(StreamOptions.SETTLING);
        var after = counts(http);
        double read = (after.packets() - before.packets()) / sent.get();
        var readings = after.latencies().since(before.latencies());
        double late = readings.quantile(0.95).orElse(Double.NaN);
        boolean all = broken.isEmpty() && read >= ALL && late <= SOON_SECONDS; // not without readings
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "| %d | %,d | %.1f %% | %d | %,.0f | %s | %s | %.2f cores | %s |%n",
                        calls,
                        sent.get(),
                        100 * read,
                        broken.size(),
                        readings.count(),
                        bound(readings.quantile(0.5).orElse(Double.NaN)),
                        bound(late),
                        (after.processorSeconds() - before.processorSeconds())
                                / load.length().plus(StreamOptions.SETTLING).toSeconds(),
                        all ? "yes" : "no");
        for (var why : broken.stream().limit(1).toList())
            spec.commandLine().getErr().println("The first to break off: " + why.getMessage());
        spec.commandLine().getOut().flush();
        return all;
    }

    private static String bound(double seconds) {
        if (Double.isNaN(seconds)) return "none";
        return Double.isInfinite(seconds) ? "above 2 s" : String.format(Locale.ROOT, "at most %.0f ms", 1e3 * seconds);
    }

    private void call(HttpClient http, List<String> packets, int number, long begin, AtomicLong sent)
            throws InterruptedException {
        var socket = server.connect(http.newWebSocketBuilder(), "/v1/calls/media-streams", new Silent())
                .join();
        socket.sendText("""
                        {"event": "start", "start": {"tracks": ["inbound"],
                         "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                         "customParameters": {"receiptId": "%s", "key": "%s"}}}""".formatted(load.receipt(), server.key()), true).join();
        for (int i = 0; i < load.length().dividedBy(PACKET); i++) {
            StreamOptions.waitUntil(begin + i * PACKET.toNanos());
            var packet = packets.get((i + number * APART) % packets.size());
            socket.sendText(packet.formatted(i + 1, i * PACKET.toMillis()), true)
                    .join();
            sent.incrementAndGet();
        }
        socket.sendText("{\"event\": \"stop\"}", true).join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /// Messages that only lack their number and time.
    private static List<String> packets(byte[] speech) {
        var packets = new ArrayList<String>();
        for (int from = 0; from + PACKET_BYTES <= speech.length; from += PACKET_BYTES) {
            var packet = new byte[PACKET_BYTES];
            System.arraycopy(speech, from, packet, 0, PACKET_BYTES);
            packets.add(
                    "{\"event\": \"media\", \"media\": {\"track\": \"inbound\", \"chunk\": \"%d\", \"timestamp\": \"%d\", \"payload\": \""
                            + Base64.getEncoder().encodeToString(packet) + "\"}}");
        }
        return packets;
    }

    private Counts counts(HttpClient http) throws IOException, InterruptedException {
        var metrics = server.metrics(http);
        return new Counts(
                number(READ, metrics), ServerTimer.of(metrics, LATENCY, ""), number(PROCESSOR, metrics) / 1e9);
    }

    private static double number(Pattern counter, String metrics) {
        var found = counter.matcher(metrics);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    /// The server says nothing to a call.
    private static final class Silent implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            return null;
        }
    }
}
