package dev.attune.server.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for a session. Words keep their order and come first; of pictures only the newest waits.
///
/// Filled by the socket's thread and by whoever withdraws a consent, emptied by the session's thread.
final class Mailbox {
    private static final int MAX_WORDS = 256; // a page that sends more without being answered is broken

    sealed interface Letter {}

    /// A whole text message.
    record Words(String text) implements Letter {}

    record Picture(EncodedFrame frame) implements Letter {}

    /// The socket saw something that ends the session.
    record Trouble(SessionRefusal refusal) implements Letter {}

    /// Consent of this session's person changed.
    record ConsentChanged() implements Letter {}

    /// The other side is gone.
    record Gone() implements Letter {}

    /// The server stops.
    record Stop() implements Letter {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Letter> words = new ArrayDeque<>();
    private @Nullable Picture picture;
    private long pictures;
    private long replaced;

    /// Pictures that came, and how many of them were replaced before anybody looked.
    record Counts(long pictures, long replaced) {}

    void put(Letter letter) {
        lock.lock();
        try {
            if (letter instanceof Picture newer) {
                pictures++;
                if (picture != null) replaced++;
                picture = newer;
            } else if (words.size() < MAX_WORDS) {
                words.add(letter);
            } else {
                words.clear();
                words.add(new Trouble(SessionRefusal.malformed(
                        "%d messages wait unread.".formatted(MAX_WORDS), "Send at most a few messages per second.")));
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next letter, or null when none came within `patience`.
    @Nullable
    Letter take(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (words.isEmpty() && picture == null) {
                if (nanos <= 0) return null;
                nanos = arrived.awaitNanos(nanos);
            }
            var first = words.poll();
            if (first != null) return first;
            var newest = picture;
            picture = null;
            return newest;
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            return new Counts(pictures, replaced);
        } finally {
            lock.unlock();
        }
    }
}
