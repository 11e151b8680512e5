package dev.attune.server.style;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An endpoint on this machine that speaks OpenAI's chat completions as a test tells it to: well, badly, slowly or not
/// at all.
final class CompletionsEndpoint implements AutoCloseable {
    /// As the API reference shows one.
    private static final String COMPLETION = """
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "any",
             "choices": [{"index": 0, "finish_reason": "stop",
                          "message": {"role": "assistant", "content": %s}}],
             "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}""";

    private static final JsonMapper JSON = JsonMapper.shared();

    final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Answer answer = exchange -> say(exchange, 404, "{}");

    /// What to do with one request.
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    CompletionsEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            requests.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization")));
            asked.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            try {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    void answers(Answer next) {
        answer = next;
    }

    void says(String text) {
        answers(200, COMPLETION.formatted(JSON.writeValueAsString(text)));
    }

    void answers(int status, String body) {
        answers(exchange -> say(exchange, status, body));
    }

    void neverAnswers() {
        answers(exchange -> over.await());
    }

    void trickles() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            over.await();
        });
    }

    LanguageModel model(Duration patience) {
        return new LanguageModel(new LanguageModelSettings(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "any", "secret", patience, true));
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }

    static void say(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
