package dev.attune.server.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A customer system that answers as its contract in `contracts/KIND.json` says: these requests, in this order, with
/// these bodies. Whatever else is asked is answered 599 and remembered as a breach.
final class RecordedSystem implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BREACH = 599;

    private final HttpServer server;
    private final Queue<JsonNode> expected = new ArrayDeque<>();
    private final List<String> breaches = new CopyOnWriteArrayList<>();

    RecordedSystem(String kind, String... scenarios) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RecordedSystem.class.getResourceAsStream("/contracts/%s.json".formatted(kind)), kind)) {
            var contract = JSON.readTree(in);
            for (var scenario : scenarios) {
                if (!contract.has(scenario)) throw new IllegalArgumentException("no scenario " + scenario);
                contract.path(scenario).forEach(expected::add);
            }
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    /// What was asked against the contract, and what the contract wants that was never asked.
    List<String> breaches() {
        var all = new ArrayList<>(breaches);
        synchronized (expected) {
            for (var left : expected)
                all.add("never asked: %s %s"
                        .formatted(
                                left.path("method").asString(),
                                left.path("path").asString()));
        }
        return all;
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode next;
            synchronized (expected) {
                next = expected.poll();
            }
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (next == null || !matches(next, asked, body, exchange)) {
                breaches.add("%s %s instead of %s".formatted(asked, body, next));
                exchange.sendResponseHeaders(BREACH, -1);
                return;
            }
            next.path("answerHeaders")
                    .properties()
                    .forEach(header -> exchange.getResponseHeaders()
                            .set(header.getKey(), header.getValue().asString()));
            byte[] answer = next.has("answer") ? JSON.writeValueAsBytes(next.path("answer")) : new byte[0];
            exchange.sendResponseHeaders(next.path("status").asInt(200), answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(JsonNode wanted, String asked, String body, HttpExchange exchange) {
        if (!asked.equals(
                wanted.path("method").asString() + " " + wanted.path("path").asString())) return false;
        for (var header : wanted.path("headers").properties())
            if (!header.getValue()
                    .asString()
                    .equals(exchange.getRequestHeaders().getFirst(header.getKey()))) return false;
        if (wanted.has("form")) return body.equals(wanted.path("form").asString());
        return !wanted.has("body") || JSON.readTree(body).equals(wanted.path("body"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
