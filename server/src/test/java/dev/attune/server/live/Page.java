package dev.attune.server.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page with a live session, as a browser would have it.
final class Page implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60; // for a busy machine
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode END = JSON.createObjectNode(); // stands behind the last message

    private final StringBuilder text = new StringBuilder();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable WebSocket socket;

    static Page open(int port, String query, String... headers) {
        var page = new Page();
        var builder = page.http.newWebSocketBuilder().subprotocols(LiveEndpoint.PROTOCOL);
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        page.socket = builder.buildAsync(URI.create("ws://127.0.0.1:%d/v1/live%s".formatted(port, query)), page)
                .join();
        return page;
    }

    void say(String json) {
        socket().sendText(json, true).join();
    }

    void hello(String receiptId, String purpose) {
        hello(receiptId, purpose, "clip");
    }

    void hello(String receiptId, String purpose, String source) {
        say("""
                {"type": "hello", "receiptId": "%s", "purpose": "%s", "source": "%s", "language": "en",
                 "page": {"kind": "product", "id": "lamp"}}""".formatted(receiptId, purpose, source));
    }

    /// As whoever has this receipt.
    void hello(JsonNode receipt, String purpose) {
        say("""
                {"type": "hello", "receiptId": "%s", "personal": "%s", "purpose": "%s", "source": "clip", "language": "en"}""".formatted(
                receipt.path("receiptId").asString(), receipt.path("personal").asString(), purpose));
    }

    void frame(long sequence, long atMillis, byte[] picture) {
        send(ByteBuffer.allocate(PageBinary.HEADER_BYTES + picture.length)
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) 0)
                .putInt((int) sequence)
                .putLong(atMillis * 1000)
                .put(picture)
                .flip());
    }

    void send(ByteBuffer binary) {
        socket().sendBinary(binary, true).join();
    }

    JsonNode hear(String type) throws InterruptedException {
        return hear(message -> message.path("type").asString().equals(type));
    }

    /// Skips other messages until one fits.
    JsonNode hear(Predicate<JsonNode> fits) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            var message = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) throw new AssertionError("the message did not come");
            if (fits.test(message)) return message;
            if (message == END) throw new AssertionError("the server closed with " + closed.getNow(-1));
        }
    }

    /// What was heard and not asked for yet.
    BlockingQueue<JsonNode> unheard() {
        return heard;
    }

    int closeCode() throws Exception {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the server did not close; heard: " + heard, e);
        }
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket, "open first");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            heard.add(JSON.readTree(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        heard.add(END);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket().abort();
        http.shutdownNow();
    }
}
