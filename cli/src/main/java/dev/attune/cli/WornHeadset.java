package dev.attune.cli;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A live session of a made-up person whose headset tells a face until the server ends it.
final class WornHeadset {
    private static final Duration INTERVAL = Duration.ofMillis(33); // 30 a second
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long lastEstimate;
    private volatile long closedAt;
    private volatile int closeCode;

    /// Returns when the first estimate has come.
    ///
    /// @throws InterruptedException also when none comes
    static WornHeadset by(String receipt, OwnServer server, String key) throws InterruptedException {
        var headset = new WornHeadset();
        var socket = server.connect(key, headset.new Ear()).join();
        socket.sendText("""
                        {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "headset", "language": "en"}""".formatted(receipt), true).join();
        Thread.ofVirtual().start(() -> headset.tell(socket));
        if (!headset.read.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new InterruptedException("the server told no estimate; it closed with " + headset.closeCode);
        return headset;
    }

    /// Waits for the server to end it.
    ///
    /// @throws InterruptedException also when it does not
    void awaitEnd() throws InterruptedException {
        if (!over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new InterruptedException("the server did not end the session");
    }

    /// When the last estimate came, by `System.nanoTime()`.
    long lastEstimate() {
        return lastEstimate;
    }

    long closedAt() {
        return closedAt;
    }

    int closeCode() {
        return closeCode;
    }

    private void tell(WebSocket socket) {
        try {
            for (int n = 0; over.getCount() > 0; n++) {
                long atMs = n * INTERVAL.toMillis();
                double smile = 0.5 + 0.4 * Math.sin(atMs / 700.0);
                socket.sendText(
                                String.format(
                                        Locale.ROOT,
                                        "{\"type\": \"blendshapes\", \"atMs\": %d, \"blendshapes\": {\"mouthSmileLeft\": %.3f, \"mouthSmileRight\": %.3f}}",
                                        atMs,
                                        smile,
                                        smile),
                                true)
                        .join();
                Thread.sleep(INTERVAL);
            }
        } catch (CompletionException e) {
            // the server closed the socket, which is what is waited for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                if (message.indexOf("\"type\":\"affect\"") >= 0) {
                    lastEstimate = System.nanoTime();
                    read.countDown();
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end(1006); // as a browser says it: broken off
        }

        private void end(int code) {
            closedAt = System.nanoTime();
            closeCode = code;
            over.countDown();
        }
    }
}
