package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server on this machine for decisions at a steady pace, whether or not it keeps up, and prints how long they
/// took.
@Command(
        name = "rank",
        description = {
            "Asks a server on this machine for decisions over HTTP at a steady pace, which does not wait for answers, and"
                    + " prints how long each took from the time it was due. The sender runs on the same machine and costs it"
                    + " too; the load average is printed.",
            "Start the server on a data directory of its own, with --attune.limits.requests-per-second=100000. With"
                    + " --cookie the policy is made: 31 features and 12 actions, leading."
        },
        mixinStandardHelpOptions = true)
final class BenchRankCommand implements Callable<Integer> {
    private static final double GOAL_MILLIS = 5;
    private static final int FEATURES = 31; // with the constant 32, as in attune bench decisions
    private static final int ACTIONS = 12;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    @Mixin
    private LocalServer server = new LocalServer();

    @Option(
            names = "--cookie",
            paramLabel = "VALUE",
            description = "The console's cookie attune-console, to make the policy first.")
    private @Nullable String cookie;

    @Option(names = "--policy", paramLabel = "ID", description = "Which policy decides (default: bench).")
    private String policy = "bench";

    @Option(names = "--rate", paramLabel = "N", description = "Decisions a second (default: 500, at most 20000).")
    private int rate = 500;

    @Option(names = "--seconds", paramLabel = "N", description = "How long (default: 20, at most 600).")
    private int seconds = 20;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds before, at the same pace and not counted (default: 20, at most 600).")
    private int warmUp = 20;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "So many agree to be recognised, and each decision is for one of them"
                    + " (default: 0, nobody in particular; at most 100000).")
    private int people;

    @Option(
            names = "--context",
            description = "POST /v1/context instead: an event in; profile, segments, decision and style out.")
    private boolean context;

    @Option(
            names = "--rewards",
            paramLabel = "SHARE",
            description = "This share of the decisions is rewarded right after its answer, beside those that follow"
                    + " (default: 0).")
    private double rewards;

    @Option(names = "--seed", paramLabel = "N", description = "Of the features (default: 1).")
    private long seed = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final JsonMapper json = new JsonMapper();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        require("--rate", rate, 1, 20_000);
        require("--seconds", seconds, 1, 600);
        require("--warm-up", warmUp, 0, 600);
        require("--people", people, 0, 100_000);
        if (!(rewards >= 0 && rewards <= 1))
            throw new ParameterException(spec.commandLine(), "--rewards must be in 0..1, got " + rewards);
        if (context && people == 0)
            throw new ParameterException(spec.commandLine(), "--context is about somebody. Maybe add --people 100.");
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        String run = Long.toString(System.nanoTime(), 36);
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LocalServer.PATIENCE)
                .build()) {
            server.require(http);
            if (cookie != null) makePolicy(http, cookie);
            if (people > 0) {
                new MadeUpPeople(server, run, people).agree(http, json);
                out.printf("%,d people agreed to be recognised%n", people);
            }
            var random = new Random(seed);
            if (warmUp > 0) {
                var warm = ask(http, run, "warm", warmUp, random);
                out.printf("Warm-up of %d s, not counted: %s%n", warmUp, Delays.of(warm.delays()));
                complainWhereNothingWorked(warm);
            }
            var counted = ask(http, run, "counted", seconds, random);
            complainWhereNothingWorked(counted);
            print(counted);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most)
            throw new ParameterException(
                    spec.commandLine(), "%s must be in %d..%d, got %d".formatted(option, least, most, value));
    }

    private void makePolicy(HttpClient http, String console) throws IOException, InterruptedException {
        var features = numbered(FEATURES, "{\"name\": \"f%d\"}");
        var actions = numbered(ACTIONS, "{\"id\": \"a%d\", \"class\": \"CONTENT\"}");
        LocalServer.answer(
                http,
                server.console(
                        console,
                        "PUT",
                        "/v1/policies/" + policy,
                        "{\"learner\": {\"kind\": \"hierarchical\"}, \"context\": [%s], \"actions\": [%s]}"
                                .formatted(features, actions)));
        LocalServer.answer(
                http,
                server.console(
                        console,
                        "PUT",
                        "/v1/policies/" + policy + "/mode",
                        "{\"mode\": \"online\", \"reason\": \"attune bench rank\", \"despite\": true}"));
    }

    private static String numbered(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(", "));
    }

    /// @param delays of decisions in milliseconds, sorted, from the time each was due, because a sender that waits for
    /// a slow server would leave out just those that suffer, to its answer; those that failed included
    /// @param failures how often, by what was wrong
    /// @param rewards how long a reward took, from when it was sent
    private record Answers(
            int asked, double seconds, double[] delays, Map<String, LongAdder> failures, double[] rewards) {
        long failed() {
            return failures.values().stream().mapToLong(LongAdder::sum).sum();
        }
    }

    /// Each request has a thread of its own, so that a slow answer delays no other request.
    private Answers ask(HttpClient http, String run, String part, int length, Random random)
            throws InterruptedException {
        var delays = new ConcurrentLinkedQueue<Long>();
        var rewarded = new ConcurrentLinkedQueue<Long>();
        var failures = new ConcurrentHashMap<String, LongAdder>();
        var asked = new ArrayList<Thread>();
        int requests = rate * length;
        long begin = System.nanoTime();
        for (int n = 0; n < requests; n++) {
            long due = begin + (long) (1e9 * n / rate);
            var event = "bench-%s-%s-%d".formatted(run, part, n);
            var request = question(run, event, n, random);
            boolean reward = random.nextDouble() < rewards;
            long wait = due - System.nanoTime();
            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
            asked.add(Thread.ofVirtual().start(() -> {
                boolean answered = timed(http, request, due, delays, failures);
                if (answered && reward)
                    timed(
                            http,
                            server.request("POST", "/v1/events/%s/reward".formatted(event), "{\"value\": 1}")
                                    .build(),
                            System.nanoTime(),
                            rewarded,
                            failures);
            }));
        }
        for (var thread : asked) thread.join(LAST_ANSWERS);
        return new Answers(requests, (System.nanoTime() - begin) / 1e9, sorted(delays), failures, sorted(rewarded));
    }

    private static double[] sorted(Queue<Long> nanos) {
        return nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
    }

    private static boolean timed(
            HttpClient http, HttpRequest request, long due, Queue<Long> delays, Map<String, LongAdder> failures) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) return true;
            count(failures, "%d %s".formatted(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            count(failures, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delays.add(System.nanoTime() - due);
        }
        return false;
    }

    private static void count(Map<String, LongAdder> failures, String what) {
        failures.computeIfAbsent(what, first -> new LongAdder()).increment();
    }

    private HttpRequest question(String run, String event, int n, Random random) {
        var features = new TreeMap<String, Double>();
        for (int i = 0; i < FEATURES; i++) features.put("f" + i, random.nextInt(1000) / 1000.0);
        var decision = json.createObjectNode().put("policy", policy).put("eventId", event);
        decision.putPOJO("contextFeatures", features);
        if (people == 0)
            return server.request("POST", "/v1/rank", decision.toString()).build();
        var subject = MadeUpPeople.person(run, n % people);
        if (!context)
            return server.request(
                            "POST", "/v1/rank", decision.put("subject", subject).toString())
                    .build();
        var body = json.createObjectNode().put("subject", subject);
        body.putArray("events")
                .addObject()
                .put("type", "track")
                .put("event", "Product Viewed")
                .put("userId", subject)
                .put("messageId", event);
        var want = body.putObject("want").put("segments", true).put("style", true);
        want.putPOJO("profile", List.of("plan"));
        want.set("decision", decision);
        return server.request("POST", "/v1/context", body.toString()).build();
    }

    private static void complainWhereNothingWorked(Answers answers) throws IOException {
        if (answers.failed() == answers.delays().length && answers.failed() > 0)
            throw new IOException("No request worked: %s"
                    .formatted(answers.failures().keySet().iterator().next()));
    }

    private void print(Answers answers) {
        var out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d requests to %s in %.1f s, %,.0f a second (wanted: %,d); %,d failed%n",
                answers.asked(),
                context ? "/v1/context" : "/v1/rank",
                answers.seconds(),
                answers.asked() / answers.seconds(),
                rate,
                answers.failed());
        out.printf("From due to answered: %s%n", Delays.of(answers.delays()));
        if (!context && rate >= 500)
            out.printf(
                    Locale.ROOT,
                    "Goal, 99th percentile under %.0f ms: %s%n",
                    GOAL_MILLIS,
                    answers.failed() == 0 && Delays.at(answers.delays(), 0.99) < GOAL_MILLIS ? "met" : "not met");
        if (answers.rewards().length > 0)
            out.printf("Rewards, from sent to stored on disk: %s%n", Delays.of(answers.rewards()));
        answers.failures()
                .forEach((what, count) -> out.printf(
                        "%,d times: %s%n", count.sum(), what.length() > 300 ? what.substring(0, 300) + "…" : what));
    }
}
