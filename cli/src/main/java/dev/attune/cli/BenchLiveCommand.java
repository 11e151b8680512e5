package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells a server on this machine the faces of many headsets, each in real time, and prints how long an estimate took.
@Command(
        name = "live",
        description = {
            "Opens live sessions to a server on this machine, each told a face by a headset 30 times a second, and prints how"
                    + " long it took from sending an observation to its estimate, there and back over the socket, and what of it"
                    + " the server spent where. No picture is decoded. The goal, a 99th percentile under 5 ms, is from the last"
                    + " observation to the estimate: gate, reducer, writing and sending.",
            "Start the server with --attune.live.max-sessions at least as high; the receipt must allow the face."
        },
        mixinStandardHelpOptions = true)
final class BenchLiveCommand implements Callable<Integer> {
    private static final Duration INTERVAL = Duration.ofNanos(1_000_000_000 / 30);
    private static final Duration WARMING_UP = Duration.ofSeconds(5); // of each session; not counted
    private static final double GOAL_SECONDS = 0.005;
    private static final String ESTIMATE = "attune_live_affect_seconds";
    private static final String STAGE = "attune_live_stage_seconds";
    private static final Map<String, String> STAGES = stages();
    private static final int LEAST_SECONDS = 6; // one beyond the warming-up
    private static final Pattern AFFECT = Pattern.compile("\"type\":\"affect\".*?\"atMs\":([0-9.]+)");

    @Mixin
    private LocalServer server = new LocalServer();

    @Mixin
    private StreamOptions load = new StreamOptions();

    @Option(names = "--sessions", paramLabel = "N", description = "Sessions at once (default: 1).")
    private int sessions = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        load.requireCount("--sessions", sessions);
        load.requireAtLeast(LEAST_SECONDS);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        var nanos = new ConcurrentLinkedQueue<Long>();
        int broken;
        String warm;
        String after;
        try (var http = HttpClient.newHttpClient()) {
            server.require(http);
            var running = load.start(sessions, INTERVAL, (number, begin) -> wear(http, begin, nanos));
            Thread.sleep(WARMING_UP);
            warm = server.metrics(http);
            broken = running.awaitEnd().size();
            after = server.metrics(http);
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "%d sessions for %d s: %d observations answered, %d sessions broken off%n",
                sessions,
                load.length().toSeconds(),
                sorted.length,
                broken);
        if (sorted.length > 0)
            out.printf(
                    Locale.ROOT,
                    "There and back over the socket: median %.2f ms, 95th percentile %.2f ms, 99th percentile %.2f ms%n",
                    at(sorted, 0.5),
                    at(sorted, 0.95),
                    at(sorted, 0.99));
        tell(out, warm, after);
        return ExitCode.OK;
    }

    private static Map<String, String> stages() {
        var stages = new LinkedHashMap<String, String>();
        stages.put("wait", "waiting for the session");
        stages.put("decode", "reading the numbers");
        stages.put("fuse", "gate and reducer");
        stages.put("send", "writing and sending");
        return stages;
    }

    /// @param before,after the server's metrics
    private static void tell(PrintWriter out, String before, String after) {
        out.printf("%n%-36s%14s%14s%14s%n", "in the server, at most", "median", "95th", "99th");
        STAGES.forEach((stage, words) -> row(out, words, timer(before, after, STAGE, "stage=\"%s\"".formatted(stage))));
        var estimate = timer(before, after, ESTIMATE, "");
        row(out, "from the observation to the estimate", estimate);
        if (estimate.count() > 0)
            out.printf(
                    Locale.ROOT,
                    "%.2f %% of %.0f estimates within 5 ms of the observation (goal: 99 %%)%n",
                    100 * estimate.shareWithin(GOAL_SECONDS),
                    estimate.count());
    }

    private static ServerTimer timer(String before, String after, String name, String label) {
        return ServerTimer.of(after, name, label).since(ServerTimer.of(before, name, label));
    }

    private static void row(PrintWriter out, String words, ServerTimer timer) {
        out.printf(
                "%-36s%14s%14s%14s%n",
                words, milliseconds(timer, 0.5), milliseconds(timer, 0.95), milliseconds(timer, 0.99));
    }

    private static String milliseconds(ServerTimer timer, double share) {
        var seconds = timer.quantile(share);
        if (seconds.isEmpty()) return "–";
        return Double.isInfinite(seconds.getAsDouble())
                ? "over 1 s"
                : String.format(Locale.ROOT, "%.2f ms", 1e3 * seconds.getAsDouble());
    }

    private void wear(HttpClient http, long begin, ConcurrentLinkedQueue<Long> nanos) throws InterruptedException {
        var ear = new Ear(nanos);
        var socket = server.connect(
                        http.newWebSocketBuilder().subprotocols("attune.live.v1"), "/v1/live?key=" + server.key(), ear)
                .join();
        socket.sendText("""
                        {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "headset", "language": "en"}""".formatted(load.receipt()), true).join();
        if (!ear.ready.await(10, TimeUnit.SECONDS)) throw new InterruptedException("the server said no ready");
        long frames = load.length().dividedBy(INTERVAL);
        for (int i = 0; i < frames; i++) {
            StreamOptions.waitUntil(begin + i * INTERVAL.toNanos());
            int atMs = Math.toIntExact(Duration.ofNanos(i * INTERVAL.toNanos()).toMillis());
            double smile = 0.5 + 0.4 * Math.sin(atMs / 700.0);
            if (atMs >= WARMING_UP.toMillis()) ear.said.put(atMs, System.nanoTime());
            socket.sendText(
                            String.format(
                                    Locale.ROOT,
                                    "{\"type\": \"blendshapes\", \"atMs\": %d, \"blendshapes\": {\"mouthSmileLeft\": %.3f,"
                                            + " \"mouthSmileRight\": %.3f, \"cheekSquintLeft\": %.3f, \"cheekSquintRight\": %.3f}}",
                                    atMs,
                                    smile,
                                    smile,
                                    smile / 2,
                                    smile / 2),
                            true)
                    .join();
        }
        Thread.sleep(StreamOptions.SETTLING);
        socket.sendText("{\"type\": \"bye\"}", true).join();
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
    }

    /// Hears estimates, and how long each took.
    private static final class Ear implements WebSocket.Listener {
        private final CountDownLatch ready = new CountDownLatch(1);
        private final Map<Integer, Long> said = new ConcurrentHashMap<>(); // by media time in ms
        private final ConcurrentLinkedQueue<Long> nanos;
        private final StringBuilder message = new StringBuilder();

        Ear(ConcurrentLinkedQueue<Long> nanos) {
            this.nanos = nanos;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                long now = System.nanoTime();
                ready.countDown();
                var affect = AFFECT.matcher(message);
                if (affect.find()) {
                    var since = said.remove((int) Double.parseDouble(affect.group(1)));
                    if (since != null) nanos.add(now - since);
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
