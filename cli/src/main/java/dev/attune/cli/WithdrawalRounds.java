package dev.attune.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People who leave something in every part of a server and take it back, and a kill switch that is thrown again and
/// again; with the time each took.
final class WithdrawalRounds {
    private static final int TOGETHER = 5; // in live sessions at once, withdrawing one after another
    private static final Duration OF_SESSION = Duration.ofSeconds(3); // so that seconds of it are written
    private static final Duration SETTLING = Duration.ofSeconds(1); // what would come back has come by then
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KILL_SWITCH = "/v1/switches/tenant/default";
    private static final int WITHDRAWN = 4409;
    private static final int REFUSED = 403;
    private static final String ACCEPTED = "answered";
    private static final String NO_MORE_READING = "last estimate of the live session";
    private static final String CLOSED = "live session closed";
    private static final String NO_MORE_WORDS = "chat: first message not read";
    private static final String NO_MORE_RECOGNITION = "ranking: first answer that knows nobody";

    private final OwnServer server;
    private final TableWatch watch;
    private final JsonMapper json = new JsonMapper();
    private final String key;
    private final JsonNode notice;
    private final Map<String, List<Double>> withdrawals = new LinkedHashMap<>();
    private final Map<String, List<Double>> kills = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    WithdrawalRounds(OwnServer server, TableWatch watch) throws IOException, InterruptedException {
        this.server = server;
        this.watch = watch;
        key = json.readTree(server.ask("/v1/keys", "{\"name\": \"bench\", \"kind\": \"secret\"}", null))
                .path("secret")
                .asString("");
        server.ask(
                "PUT",
                "/v1/policies/bench",
                "{\"learner\": {\"kind\": \"hierarchical\"}, \"context\": [{\"name\": \"cart\", \"high\": 10}]}",
                null);
        // nobody listens there, so that messages wait
        server.ask("/v1/webhooks", "{\"url\": \"http://127.0.0.1:1/hook\", \"types\": [\"consent.changed\"]}", null);
        notice = json.readTree(server.ask("/v1/notices/current?language=en", null, key));
    }

    /// Milliseconds from sending, by what ended.
    Map<String, List<Double>> withdrawals() {
        return withdrawals;
    }

    Map<String, List<Double>> kills() {
        return kills;
    }

    /// What did not go within half a minute, or was there again a second later.
    List<String> left() {
        return left;
    }

    private record Somebody(String subject, String receipt, WornHeadset headset) {}

    void withdraw(int people) throws IOException, InterruptedException {
        for (int from = 0; from < people; from += TOGETHER) {
            var group = new ArrayList<Somebody>();
            for (int n = from; n < Math.min(people, from + TOGETHER); n++) group.add(somebody("bench-" + n));
            Thread.sleep(OF_SESSION);
            for (var one : group) leavesSomethingEverywhere(one);
            for (var one : group) withdraws(one);
            Thread.sleep(SETTLING);
            for (var one : group)
                for (var table : watch.again(one.receipt())) left.add("%s of %s".formatted(table, one.subject()));
        }
    }

    private Somebody somebody(String subject) throws IOException, InterruptedException {
        var everything = StreamSupport.stream(notice.path("choices").spliterator(), false)
                .map(choice -> choice.path("purpose").asString("") + "/"
                        + choice.path("modality").asString(""))
                .toList();
        String receipt = json.readTree(server.ask("/v1/consents", MadeUpAnswer.to(notice, subject, everything), key))
                .path("receiptId")
                .asString("");
        return new Somebody(subject, receipt, WornHeadset.by(receipt, server, key));
    }

    private void leavesSomethingEverywhere(Somebody one) throws IOException, InterruptedException {
        server.ask(
                "/v1/identify", "{\"userId\": \"%s\", \"traits\": {\"plan\": \"gold\"}}".formatted(one.subject()), key);
        server.ask("/v1/track", "{\"userId\": \"%s\", \"event\": \"Asked\"}".formatted(one.subject()), key);
        server.ask("/v1/text", words(one), key);
        server.ask("/v1/style", "{\"receiptId\": \"%s\", \"text\": \"This is awful!\"}".formatted(one.receipt()), key);
        String ranked = json.readTree(server.ask("/v1/rank", question(one), key))
                .path("eventId")
                .asString("");
        server.ask("/v1/events/%s/reward".formatted(ranked), "{\"value\": 1}", key);
        // one thing taken back before: that message waits when the rest follows
        server.ask(
                "/v1/consents/%s/withdrawals".formatted(one.receipt()),
                "{\"choices\": [{\"purpose\": \"personalization\", \"modality\": \"physiology\"}]}",
                key);
    }

    private void withdraws(Somebody one) throws IOException, InterruptedException {
        var held = watch.begin(one.receipt(), one.subject());
        var times = CompletableFuture.supplyAsync(this::untilGone);
        long begin = System.nanoTime();
        var chat = firstAnswer("/v1/text", words(one), status -> status.statusCode() == REFUSED);
        var ranking = firstAnswer("/v1/rank", question(one), this::knowsNobody);
        server.ask("/v1/consents/%s/withdrawals".formatted(one.receipt()), "{}", key);
        note(withdrawals, ACCEPTED, begin, System.nanoTime());
        note(withdrawals, NO_MORE_WORDS, begin, await(chat));
        note(withdrawals, NO_MORE_RECOGNITION, begin, await(ranking));
        one.headset().awaitEnd();
        if (one.headset().closeCode() != WITHDRAWN)
            left.add("the live session of %s ended with %d"
                    .formatted(one.subject(), one.headset().closeCode()));
        note(withdrawals, NO_MORE_READING, begin, one.headset().lastEstimate());
        note(withdrawals, CLOSED, begin, one.headset().closedAt());
        var gone = times.join();
        for (var table : held) {
            Long at = gone.get(table);
            if (at == null) left.add("%s of %s".formatted(table, one.subject()));
            else note(withdrawals, "table " + table, begin, at);
        }
    }

    private Map<String, Long> untilGone() {
        try {
            return watch.untilGone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Throws the switch over somebody in a live session, and lets the server go on.
    void killAndGoOn(int times) throws IOException, InterruptedException {
        for (int n = 0; n < times; n++) {
            var one = somebody("bench-killed-" + n);
            long begin = System.nanoTime();
            var chat = firstAnswer("/v1/text", words(one), answer -> answer.statusCode() == REFUSED);
            var ranking = firstAnswer("/v1/rank", question(one), this::isKilled);
            server.ask("PUT", KILL_SWITCH, "{\"reason\": \"bench\"}", null);
            note(kills, ACCEPTED, begin, System.nanoTime());
            note(kills, NO_MORE_WORDS, begin, await(chat));
            note(kills, "ranking: first answer by the baseline", begin, await(ranking));
            one.headset().awaitEnd();
            note(kills, NO_MORE_READING, begin, one.headset().lastEstimate());
            note(kills, CLOSED, begin, one.headset().closedAt());
            server.ask("DELETE", KILL_SWITCH, null, null);
        }
    }

    /// Asks the same again and again, from before the withdrawal on.
    ///
    /// @return when the first such answer came
    private CompletableFuture<Long> firstAnswer(String path, String body, Predicate<HttpResponse<String>> refuses) {
        var found = new CompletableFuture<Long>();
        Thread.ofVirtual().start(() -> {
            try {
                long until = System.nanoTime() + PATIENCE.toNanos();
                while (System.nanoTime() < until) {
                    if (refuses.test(server.send("POST", path, body, key))) {
                        found.complete(System.nanoTime());
                        return;
                    }
                    Thread.sleep(BETWEEN_TRIES);
                }
                found.completeExceptionally(new IOException(path + " went on as if nothing had been said"));
            } catch (IOException | InterruptedException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        return found;
    }

    private static long await(CompletableFuture<Long> answer) throws IOException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private boolean knowsNobody(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2
                && !json.readTree(answer.body()).path("personal").asBoolean(false);
    }

    private boolean isKilled(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2
                && json.readTree(answer.body()).path("why").asString("").equals("killed");
    }

    private static String words(Somebody one) {
        return """
                {"receiptId": "%s", "purpose": "personalization", "subject": "%s", "channel": "chat",
                 "text": "The delivery was awful and late, and nobody answers. I want my money back!"}""".formatted(one.receipt(), one.subject());
    }

    private static String question(Somebody one) {
        return """
                {"policy": "bench", "subject": "%s", "contextFeatures": [{"cart": 3}], "actions": [{"id": "a"}, {"id": "b"}]}""".formatted(one.subject());
    }

    private static void note(Map<String, List<Double>> times, String what, long begin, long end) {
        times.computeIfAbsent(what, first -> new ArrayList<>()).add(Math.max(0, (end - begin) / 1e6));
    }
}
