package dev.attune.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// Customers of a benchmark, who agree to be recognised by what they do.
///
/// @param run tells the people of one benchmark from another's
record MadeUpPeople(LocalServer server, String run, int count) {
    private static final List<String> CONSENTS = List.of("personalization/behaviour");
    private static final int ASKING = 8; // at once

    static String person(String run, int n) {
        return "bench-%s-%d".formatted(run, n);
    }

    /// Shows each of them the notice and sends what they answer.
    void agree(HttpClient http, JsonMapper json) throws CommandFailure, IOException, InterruptedException {
        var notice =
                json.readTree(LocalServer.answer(http, server.request("GET", "/v1/notices/current?language=en", null)));
        var next = new AtomicInteger();
        together(ASKING, () -> {
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement())
                LocalServer.answer(
                        http,
                        server.request("POST", "/v1/consents", MadeUpAnswer.to(notice, person(run, n), CONSENTS)));
        });
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /// The same work on several threads, until all are done.
    private static void together(int threads, Work work) throws InterruptedException, CommandFailure {
        var failures = new ConcurrentLinkedQueue<Exception>();
        var running = new ArrayList<Thread>();
        for (int n = 0; n < threads; n++)
            running.add(Thread.ofVirtual().start(() -> {
                try {
                    work.run();
                } catch (IOException | InterruptedException e) {
                    failures.add(e);
                }
            }));
        for (var thread : running) thread.join();
        var failure = failures.peek();
        if (failure != null) throw new CommandFailure(ExitCode.USAGE, String.valueOf(failure.getMessage()));
    }
}
