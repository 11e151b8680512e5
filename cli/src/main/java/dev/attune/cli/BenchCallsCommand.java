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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Streams many calls at once to a server on this machine, each in real time, and prints whether it
/// keeps up.
@Command(
        name = "calls",
        description = {
            "Streams calls in real time to a server on this machine, all with the same sound, and prints how many packets it"
                    + " read and how long a reading took. The streams are made on the same machine, so they cost it too.",
            "Start the server with --attune.calls.max-streams at least as high; the receipt must allow the voice."
        },
        mixinStandardHelpOptions = true)
final class BenchCallsCommand implements Callable<Integer> {
    private static final int PACKET_BYTES = 160; // 20 ms of G.711
    private static final Duration PACKET = Duration.ofMillis(20);
    private static final Duration SETTLING = Duration.ofSeconds(2); // what is under way is read
    private static final String LATENCY = "attune_live_voice_latency_seconds";
    private static final Pattern READ = Pattern.compile("attune_live_sounds_read_total ([0-9.E+]+)");

    @Mixin
    private LocalServer server = new LocalServer();

    @Option(
            names = "--receipt",
            required = true,
            paramLabel = "ID",
            description = "A consent receipt that allows the voice.")
    private String receipt = "";

    @Option(
            names = "--sound",
            required = true,
            paramLabel = "FILE",
            description = "What everybody says, over and over: G.711 µ-law at 8 kHz without a header, as"
                    + " `ffmpeg -i speech.wav -ar 8000 -ac 1 -f mulaw speech.ul` makes it.")
    private Path sound = Path.of("");

    @Option(names = "--streams", paramLabel = "N", description = "Calls at once (default: 20).")
    private int streams = 20;

    @Option(names = "--seconds", paramLabel = "N", description = "How long (default: 30, at most 600).")
    private int seconds = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What the server has counted so far.
    private record Counts(double packets, ServerTimer latencies) {}

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        if (streams < 1 || streams > 1000)
            throw new ParameterException(spec.commandLine(), "--streams must be in 1..1000, got " + streams);
        if (seconds < 1 || seconds > 600)
            throw new ParameterException(spec.commandLine(), "--seconds must be in 1..600, got " + seconds);
        byte[] speech = Files.readAllBytes(sound);
        if (speech.length < PACKET_BYTES)
            throw new CommandFailure(ExitCode.EMPTY_FILE, "%s holds less than 20 ms of sound.".formatted(sound));
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        try (var http = HttpClient.newHttpClient()) {
            server.require(http);
            var before = counts(http);
            var sent = new AtomicLong();
            var broken = new AtomicInteger();
            stream(http, packets(speech), sent, broken);
            Thread.sleep(SETTLING);
            var after = counts(http);
            double read = after.packets() - before.packets();
            out.printf(
                    "%d calls for %d s: %d packets sent, %.0f read (%.1f %%), %d calls broken off%n",
                    streams, seconds, sent.get(), read, 100 * read / sent.get(), broken.get());
            var latencies = after.latencies().since(before.latencies());
            out.printf(
                    "From the last byte of sound to the reading: median %s, 95th percentile %s (%.0f readings)%n",
                    quantile(latencies, 0.5), quantile(latencies, 0.95), latencies.count());
        }
        return ExitCode.OK;
    }

    private void stream(HttpClient http, ArrayList<String> packets, AtomicLong sent, AtomicInteger broken)
            throws InterruptedException {
        var callers = new ArrayList<Thread>();
        long begin = System.nanoTime();
        for (int n = 0; n < streams; n++) {
            // spread over one packet's time, as real calls are
            long offset = PACKET.toNanos() * n / streams;
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    call(http, packets, begin + offset, sent);
                } catch (CompletionException | InterruptedException e) {
                    broken.incrementAndGet();
                }
            }));
        }
        for (var caller : callers) caller.join();
    }

    private void call(HttpClient http, ArrayList<String> packets, long begin, AtomicLong sent)
            throws InterruptedException {
        var socket = server.connect(http.newWebSocketBuilder(), "/v1/calls/media-streams", new Silent())
                .join();
        socket.sendText("""
                        {"event": "start", "start": {"tracks": ["inbound"],
                         "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                         "customParameters": {"receiptId": "%s", "key": "%s"}}}""".formatted(receipt, server.key()), true).join();
        for (int i = 0; i < seconds * Duration.ofSeconds(1).dividedBy(PACKET); i++) {
            long wait = begin + i * PACKET.toNanos() - System.nanoTime();
            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
            socket.sendText(packets.get(i % packets.size()).formatted(i + 1, i * PACKET.toMillis()), true)
                    .join();
            sent.incrementAndGet();
        }
        socket.sendText("{\"event\": \"stop\"}", true).join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /// Messages that only lack their number and time.
    private static ArrayList<String> packets(byte[] speech) {
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
        var read = READ.matcher(metrics);
        return new Counts(read.find() ? Double.parseDouble(read.group(1)) : 0, ServerTimer.of(metrics, LATENCY, ""));
    }

    /// The bound that so many of the readings stayed below.
    private static String quantile(ServerTimer latencies, double share) {
        var seconds = latencies.quantile(share);
        if (seconds.isEmpty()) return "unknown";
        return Double.isInfinite(seconds.getAsDouble())
                ? "above 2 s"
                : "at most %.0f ms".formatted(1e3 * seconds.getAsDouble());
    }

    /// The server says nothing to a call.
    private static final class Silent implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            return null;
        }
    }
}
