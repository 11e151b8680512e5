package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Nonsense over REST and WebSocket: it is refused as nonsense, and nothing breaks.
class FuzzTest extends ServerTest {
    private static final int ROUNDS = 3; // of every endpoint
    private static final int CONNECTIONS = 8; // of every address
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "-1",
            "1e999",
            "\"subject\"",
            "\"choices\"",
            "\"name\"",
            "\"receiptId\"",
            "\"purpose\"",
            "\"text\"",
            "\"role\"",
            "\"type\"",
            "\"hello\"",
            "\u0000",
            "'; drop table person; --",
            "../../etc/passwd",
            "\ud83d\ude42",
            "<script>",
            "%00",
            "9".repeat(400));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @ParameterizedTest
    @ValueSource(longs = {7, 42})
    void noNonsenseOverRestBreaksAnything(long seed) {
        var random = new Random(seed);
        var broken = new ArrayList<String>();
        for (var info : mapping.getHandlerMethods().keySet())
            for (var pattern : info.getPatternValues())
                for (var method : info.getMethodsCondition().getMethods())
                    for (int round = 0; round < ROUNDS; round++) {
                        if (!pattern.startsWith("/v1/") && !pattern.startsWith("/ofrep/")) continue;
                        Cookie console = aSignedInConsole(); // signing out is among the calls
                        String path = pattern.replaceAll("\\{[^}]*}", "x" + random.nextInt(1000));
                        String body = nonsense(random);
                        int status = mvc.method(method.asHttpMethod())
                                .uri(URI.create(path + "?language=" + random.nextInt() + "&most=x"))
                                .cookie(console)
                                .header("Attune-Console", "1")
                                .header("Attune-Purpose", "privacy-request")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body)
                                .exchange()
                                .getResponse()
                                .getStatus();
                        if (status >= 500) broken.add("%s %s with %s: %d".formatted(method, path, body, status));
                    }

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/live", "/v1/calls/media-streams", "/v1/calls/audiohook"})
    void noNonsenseOverAWebSocketBreaksAnything(String address) throws Exception {
        var random = new Random(11);
        var console = aSignedInConsole();
        var cookie = console.getName() + "=" + console.getValue();
        for (int i = 0; i < CONNECTIONS; i++) {
            int code = talkNonsense(address, random, cookie);
            // an answer to nonsense is one of ours, never 1006 (dropped), 1011 (defect) or 4500 (failed)
            assertThat(code).as("connection %d", i).isBetween(1000, 4499).isNotIn(1006, 1011);
        }
        assertThat(mvc.get().uri("/v1/me").cookie(console)).hasStatusOk();
    }

    private int talkNonsense(String address, Random random, String cookie) throws Exception {
        var closed = new CompletableFuture<Integer>();
        try (var http = HttpClient.newHttpClient()) {
            var builder = http.newWebSocketBuilder().header("Cookie", cookie);
            if (address.endsWith("live")) builder.subprotocols("attune.live.v1");
            var socket = builder.buildAsync(
                            URI.create("ws://127.0.0.1:%d%s".formatted(port, address)), new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
                                    closed.complete(code);
                                    return CompletableFuture.completedFuture(null);
                                }

                                @Override
                                public void onError(WebSocket webSocket, Throwable error) {
                                    closed.complete(1006);
                                }
                            })
                    .join();
            if (random.nextBoolean()) {
                socket.sendText(nonsense(random), true).join();
            } else {
                var bytes = new byte[random.nextInt(2000)];
                random.nextBytes(bytes);
                socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
            }
            int code = closed.get(60, TimeUnit.SECONDS);
            http.shutdownNow();
            return code;
        }
    }

    private static String nonsense(Random random) {
        var text = new StringBuilder();
        int pieces = 1 + random.nextInt(12);
        for (int i = 0; i < pieces; i++) text.append(PIECES.get(random.nextInt(PIECES.size())));
        return random.nextInt(3) == 0
                ? "{\"subject\": \"%s\"}".formatted(text.toString().replace("\"", ""))
                : text.toString();
    }
}
