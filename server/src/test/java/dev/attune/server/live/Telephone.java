package dev.attune.server.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The call centre's end of a call, as the tests hold it.
final class Telephone implements WebSocket.Listener, AutoCloseable {
    static final int PACKET_BYTES = 160; // 20 ms of G.711
    private static final long PATIENCE_SECONDS = 60; // for a busy machine

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private volatile String reason = "";
    private @Nullable WebSocket socket;

    /// @param path below `/v1/calls/`
    static Telephone dial(int port, String path, String... headers) {
        var telephone = new Telephone();
        var builder = telephone.http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        telephone.socket = builder.buildAsync(
                        URI.create("ws://127.0.0.1:%d/v1/calls/%s".formatted(port, path)), telephone)
                .join();
        return telephone;
    }

    void say(String json) {
        socket().sendText(json, true).join();
    }

    void start(String receiptId, String key) {
        say("{\"event\": \"connected\", \"protocol\": \"Call\", \"version\": \"1.0.0\"}");
        say("""
                {"event": "start", "start": {"streamSid": "MZ1", "callSid": "CA1", "tracks": ["inbound", "outbound"],
                 "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                 "customParameters": {"receiptId": "%s", "key": "%s", "purpose": "personalization"}}}""".formatted(receiptId, key));
    }

    /// One packet of 20 ms.
    void media(String track, int number, byte[] packet) {
        say(
                "{\"event\": \"media\", \"media\": {\"track\": \"%s\", \"chunk\": \"%d\", \"timestamp\": \"%d\", \"payload\": \"%s\"}}"
                        .formatted(
                                track,
                                number + 1,
                                20L * number,
                                Base64.getEncoder().encodeToString(packet)));
    }

    void stop() {
        say("{\"event\": \"stop\", \"stop\": {\"callSid\": \"CA1\"}}");
    }

    void send(ByteBuffer binary) {
        socket().sendBinary(binary, true).join();
    }

    JsonNode hear() throws InterruptedException {
        var message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("the server said nothing");
        return message;
    }

    int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Of the close frame.
    String reason() {
        return reason;
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket, "dial first");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            heard.add(new JsonMapper().readTree(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String why) {
        reason = why;
        closed.complete(statusCode);
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
