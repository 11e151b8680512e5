package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Sends customers' events to a server on this machine at a steady pace, and prints what it kept up with.
@Command(
        name = "ingest",
        description = {
            "Lets made-up people agree to a customer record, then sends their events in batches at a steady pace to a"
                    + " server on this machine. An answer comes after the commit, when the event is in the profile, so its"
                    + " delay is the time to a visible profile. The sender runs on the same machine and costs it too.",
            "Start the server on a data directory of its own, with --attune.limits.requests-per-second=100000: what is"
                    + " sent stays there."
        },
        mixinStandardHelpOptions = true)
final class BenchIngestCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> CONSENTS = List.of("personalization/behaviour");
    private static final int ASKING = 8; // people who are asked at once
    private static final int READS = 2_000; // of profiles
    private static final int MOST_READ_BEFORE = 20; // seconds; the code that reads is compiled by then

    @Mixin
    private LocalServer server = new LocalServer();

    @Option(
            names = "--cookie",
            paramLabel = "VALUE",
            description = "The console's cookie attune-console, to read profiles too; their looks stand in the audit.")
    private @Nullable String cookie;

    @Option(names = "--people", paramLabel = "N", description = "Customers (default: 1000, at most 100000).")
    private int people = 1_000;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second (default: 20000, at most 200000).")
    private int rate = 20_000;

    @Option(names = "--seconds", paramLabel = "N", description = "How long (default: 10, at most 600).")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds at the same pace before, not counted (default: 0, at most 600): a server that just"
                    + " started is still compiling. Profiles are read as long, at most 20 s, before any is counted.")
    private int warmUp = 0;

    @Option(names = "--batch", paramLabel = "N", description = "Events in one request (default: 200, at most 2000).")
    private int batch = 200;

    @Option(names = "--senders", paramLabel = "N", description = "Requests under way at most (default: 16).")
    private int senders = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final JsonMapper json = new JsonMapper();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        require("--people", people, 100_000);
        require("--rate", rate, 200_000);
        require("--seconds", seconds, 600);
        if (warmUp < 0 || warmUp > 600)
            throw new ParameterException(spec.commandLine(), "--warm-up must be in 0..600, got " + warmUp);
        require("--batch", batch, 2_000);
        require("--senders", senders, 256);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        String run = Long.toString(System.nanoTime(), 36);
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            server.require(http);
            long asking = System.nanoTime();
            askEverybody(http, run);
            out.printf("%,d people agreed, in %.1f s%n", people, (System.nanoTime() - asking) / 1e9);
            long before = requestsIn(warmUp);
            if (before > 0) send(http, run, 0, before);
            double server = cpuOfServer(http);
            double own = ownCpu();
            var sent = send(http, run, before, requestsIn(seconds));
            print(sent);
            printCpu(sent, cpuOfServer(http) - server, ownCpu() - own);
            if (cookie != null) read(http, run, cookie);
        }
        return ExitCode.OK;
    }

    private void require(String option, int value, int most) {
        if (value < 1 || value > most)
            throw new ParameterException(
                    spec.commandLine(), "%s must be in 1..%d, got %d".formatted(option, most, value));
    }

    private void askEverybody(HttpClient http, String run) throws CommandFailure, IOException, InterruptedException {
        var notice = json.readTree(request(http, "GET", "/v1/notices/current?language=en", null));
        var next = new AtomicInteger();
        Together.run(ASKING, () -> {
            for (int n = next.getAndIncrement(); n < people; n = next.getAndIncrement())
                request(http, "POST", "/v1/consents", MadeUpAnswer.to(notice, person(run, n), CONSENTS));
        });
    }

    private static String person(String run, int n) {
        return MadeUpEvents.person(run, n);
    }

    private long requestsIn(int time) {
        return (long) rate * time / batch;
    }

    /// @param millis of each request, from the time it was due, because a sender that is behind sends late, to its
    /// answer; sorted
    private record Sent(long stored, long notStored, int broken, double seconds, double[] millis) {}

    /// @param from of the first request, so that no event is sent twice
    private Sent send(HttpClient http, String run, long from, long requests)
            throws InterruptedException, CommandFailure {
        if (requests < 1)
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate times --seconds must reach one --batch, got %d".formatted(rate * seconds));
        var next = new AtomicLong();
        var stored = new AtomicLong();
        var notStored = new AtomicLong();
        var broken = new AtomicInteger();
        var delays = new ConcurrentLinkedQueue<Double>();
        long begin = System.nanoTime();
        double interval = 1e9 * batch / rate;
        Together.run(senders, () -> {
            var events = new MadeUpEvents(run, people, batch);
            for (long n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                long due = begin + (long) (n * interval);
                long wait = due - System.nanoTime();
                if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
                try {
                    var answer = json.readTree(send(http, events.of(from + n)));
                    delays.add((System.nanoTime() - due) / 1e6);
                    long kept = answer.path("stored").asLong();
                    stored.addAndGet(kept);
                    notStored.addAndGet(batch - kept);
                } catch (IOException e) {
                    broken.incrementAndGet();
                }
            }
        });
        double took = (System.nanoTime() - begin) / 1e9;
        return new Sent(
                stored.get(),
                notStored.get(),
                broken.get(),
                took,
                delays.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private String send(HttpClient http, byte[] events) throws IOException, InterruptedException {
        return answer(
                http,
                builder("POST", "/v1/batch", HttpRequest.BodyPublishers.ofByteArray(events))
                        .header("Attune-Key", server.key())
                        .build());
    }

    private void print(Sent sent) {
        var out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d events of %,d people stored in %.1f s, %,.0f a second (wanted: %,d); %,d not stored, %d requests broken%n",
                sent.stored(),
                people,
                sent.seconds(),
                sent.stored() / sent.seconds(),
                rate,
                sent.notStored(),
                sent.broken());
        out.printf(
                "From due to committed and visible: %s (%,d requests of %d events)%n",
                Delays.of(sent.millis()), sent.millis().length, batch);
    }

    /// Other work on the machine moves the delays above far more than these.
    private void printCpu(Sent sent, double server, double own) {
        if (sent.stored() > 0)
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "Processor time an event: the server's Java %.1f µs, this sender %.1f µs; PostgreSQL comes on top%n",
                            server * 1e6 / sent.stored(),
                            own * 1e6 / sent.stored());
    }

    /// In seconds since it started.
    private double cpuOfServer(HttpClient http) throws IOException, InterruptedException {
        return server.metrics(http)
                        .lines()
                        .filter(line -> line.startsWith("process_cpu_time_ns_total "))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                        .sum()
                / 1e9;
    }

    private static double ownCpu() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private void read(HttpClient http, String run, String console) throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        for (int n = 0; n < Math.min(people, 50); n++)
            found.add(json.readTree(look(
                            http,
                            console,
                            "POST",
                            "/v1/customers/searches",
                            "{\"id\": \"%s\"}".formatted(person(run, n))))
                    .path("person")
                    .asString(""));
        long warm = System.nanoTime() + Math.min(warmUp, MOST_READ_BEFORE) * 1_000_000_000L;
        for (int n = 0; System.nanoTime() < warm; n++) readProfile(http, console, found.get(n % found.size()));
        var millis = new double[READS];
        for (int n = 0; n < READS; n++) {
            long begin = System.nanoTime();
            readProfile(http, console, found.get(n % found.size()));
            millis[n] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        spec.commandLine()
                .getOut()
                .printf(
                        "Profile over REST, its look on record first: %s (%,d reads one after the other)%n",
                        Delays.of(millis), READS);
        var metrics = server.metrics(http);
        spec.commandLine().getOut().println("Of this the profile itself, as the server timed it:");
        metrics.lines()
                .filter(line -> line.startsWith("attune_customers_profile_seconds{"))
                .forEach(line -> spec.commandLine().getOut().println("  " + line));
    }

    private void readProfile(HttpClient http, String console, String person) throws IOException, InterruptedException {
        look(http, console, "GET", "/v1/customers/" + person, null);
    }

    private String look(HttpClient http, String console, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return answer(
                http,
                builder(method, path, publisher(body))
                        .header("Cookie", "attune-console=" + console)
                        .header("Attune-Console", "1")
                        .header("Attune-Purpose", "quality")
                        .build());
    }

    private String request(HttpClient http, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return answer(
                http,
                builder(method, path, publisher(body))
                        .header("Attune-Key", server.key())
                        .build());
    }

    private static HttpRequest.BodyPublisher publisher(@Nullable String body) {
        return body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
    }

    private HttpRequest.Builder builder(String method, String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(server.at(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body);
    }

    private static String answer(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2)
            throw new IOException("%s %s: %d %s"
                    .formatted(request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
        return answer.body();
    }
}
