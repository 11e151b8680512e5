package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Measures on a server of its own how soon an event moves its customer into a segment, among many customers.
@Command(
        name = "segments",
        description = {
            "Starts a server on an empty data folder, fills it with made-up customers (known, without events, every third in a"
                    + " segment), lets some more agree, sends one event of each, and prints how long it took until a page was"
                    + " told that they belong to the segment which that event leads into.",
            "A million profiles take about 0.4 GB of disk; the folder is removed afterwards."
        },
        mixinStandardHelpOptions = true)
final class BenchSegmentsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    @Option(names = "--profiles", paramLabel = "N", description = "Customers (default: 1000000, at most 10000000).")
    private long profiles = 1_000_000;

    @Option(names = "--events", paramLabel = "N", description = "How many enter (default: 300, at most 10000).")
    private int events = 300;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second (default: 20, at most 200).")
    private int rate = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final JsonMapper json = new JsonMapper();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        require("--profiles", profiles, 10_000_000);
        require("--events", events, 10_000);
        require("--rate", rate, 200);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        long start = System.nanoTime();
        try (var server = OwnServer.start(List.of(
                "--attune.seed.profiles=" + profiles,
                "--attune.limits.requests-per-second=100000",
                "--attune.limits.strangers-per-second=100000"))) {
            out.printf(
                    Locale.ROOT,
                    "%,d profiles made and a server started in %.0f s%n",
                    profiles,
                    (System.nanoTime() - start) / 1e9);
            String key = json.readTree(server.ask("/v1/keys", "{\"name\": \"bench\", \"kind\": \"secret\"}", null))
                    .path("secret")
                    .asString("");
            var notice = json.readTree(server.ask("/v1/notices/current?language=en", null, key));
            for (int n = 0; n < events; n++)
                server.ask(
                        "/v1/consents", MadeUpAnswer.to(notice, person(n), List.of("personalization/behaviour")), key);
            out.printf(Locale.ROOT, "%,d people more agreed; %d events a second%n", events, rate);
            var delays = enter(server, key);
            out.println("From an event's sending to its segment on a page: " + Delays.of(delays));
            if (delays.length < events)
                out.printf("%d of %d did not enter within %s%n", events - delays.length, events, PATIENCE);
            out.println("Goal: under 1 s at a million profiles");
        }
        return ExitCode.OK;
    }

    private void require(String option, long value, long most) {
        if (value < 1 || value > most)
            throw new ParameterException(
                    spec.commandLine(), "%s must be in 1..%d, got %d".formatted(option, most, value));
    }

    private static String person(int n) {
        return "bench-" + n;
    }

    /// @return milliseconds of those who entered, sorted
    private double[] enter(OwnServer server, String key) throws InterruptedException, IOException {
        var delays = new ConcurrentLinkedQueue<Double>();
        var failures = new ConcurrentLinkedQueue<IOException>();
        var running = new ArrayList<Thread>();
        long begin = System.nanoTime();
        for (int n = 0; n < events; n++) {
            int which = n;
            long due = begin + n * 1_000_000_000L / rate;
            long wait = due - System.nanoTime();
            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
            running.add(Thread.ofVirtual().start(() -> {
                try {
                    server.ask("/v1/track", "{\"userId\": \"%s\", \"event\": \"Bench\"}".formatted(person(which)), key);
                    while (System.nanoTime() - due < PATIENCE.toNanos()) {
                        var told = server.ask(
                                "/v1/context",
                                "{\"subject\": \"%s\", \"want\": {\"segments\": true}}".formatted(person(which)),
                                key);
                        if (told.contains("\"bench\"")) {
                            delays.add((System.nanoTime() - due) / 1e6);
                            return;
                        }
                        Thread.sleep(BETWEEN_LOOKS);
                    }
                } catch (IOException e) {
                    failures.add(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (var thread : running) thread.join();
        var failure = failures.peek();
        if (failure != null) throw failure;
        return delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
