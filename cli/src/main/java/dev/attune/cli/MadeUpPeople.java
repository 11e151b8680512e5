package dev.attune.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
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
        Together.run(ASKING, () -> {
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement())
                LocalServer.answer(
                        http,
                        server.request("POST", "/v1/consents", MadeUpAnswer.to(notice, person(run, n), CONSENTS)));
        });
    }
}
