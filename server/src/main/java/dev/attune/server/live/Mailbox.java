package dev.attune.server.live;

import dev.attune.signals.TimeSpan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for a session. Words keep their order and come first; of pictures only the newest waits; of sound, the
/// latest seconds, all at once, before a call's good-bye.
///
/// Filled by the socket's thread and by whoever withdraws a consent, emptied by the session's thread.
final class Mailbox {
    private static final int MAX_WORDS = 900; // 15 s of a headset; who sends more without being answered is broken
    private static final int MAX_SOUND_BYTES = 160_000; // 5 s from a page, 20 s of a call

    sealed interface Letter {}

    /// A whole text message.
    ///
    /// @param arrivedNanos of [System#nanoTime] when its last part was there
    record Words(String text, long arrivedNanos) implements Letter {}

    /// A message that did not come as text.
    record Spoken(ClientMessage message) implements Letter {}

    record Picture(EncodedFrame frame) implements Letter {}

    /// In the order in which it came, with gaps where too much was waiting.
    record Heard(List<EncodedSound> sounds) implements Letter {}

    /// The agent of a call spoke then, as the call centre tells.
    record OtherSpoke(TimeSpan span) implements Letter {}

    /// The other side is there, although it has nothing to say.
    record Alive() implements Letter {}

    /// What the call said that this session watches.
    record Watched(ServerMessage message) implements Letter {}

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
    private final Deque<EncodedSound> sounds = new ArrayDeque<>();
    private int soundBytes;
    private boolean soundsTurn; // so that neither sound nor pictures starve
    private @Nullable Picture picture;
    private long pictures;
    private long replaced;
    private long soundsHeard;
    private long soundsLost;

    /// What came, and how much of it gave way to newer before anybody looked or listened.
    record Counts(long pictures, long replaced, long sounds, long soundsLost) {
        static final Counts NOTHING = new Counts(0, 0, 0, 0);

        Counts since(Counts before) {
            return new Counts(
                    pictures - before.pictures,
                    replaced - before.replaced,
                    sounds - before.sounds,
                    soundsLost - before.soundsLost);
        }
    }

    void put(Letter letter) {
        lock.lock();
        try {
            if (letter instanceof Picture newer) {
                pictures++;
                if (picture != null) replaced++;
                picture = newer;
            } else if (letter instanceof Heard heard) {
                heard.sounds().forEach(this::hear);
            } else if (letter instanceof Alive && !words.isEmpty()) {
                return; // another letter says so already; the agent's packets must not fill the box
            } else if (letter instanceof Watched && words.size() >= MAX_WORDS) {
                return; // a watcher that does not keep up misses something
            } else if (words.size() < MAX_WORDS || !isSent(letter)) {
                words.add(letter);
            } else {
                words.clear();
                words.add(new Trouble(SessionRefusal.malformed(
                        "%d messages wait unread.".formatted(MAX_WORDS),
                        "Send at most 60 messages per second, and wait for answers.")));
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Whether it is one of those that the other side can send too many of.
    private static boolean isSent(Letter letter) {
        return switch (letter) {
            case Words words -> true;
            case Spoken spoken -> true;
            case OtherSpoke other -> true;
            case Picture picture -> true;
            case Heard heard -> true;
            case Alive alive -> true;
            case Watched watched -> false;
            case Trouble trouble -> false;
            case ConsentChanged changed -> false;
            case Gone gone -> false;
            case Stop stop -> false;
        };
    }

    /// The next letter, or null when none came within `patience`.
    @Nullable
    Letter take(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (words.isEmpty() && picture == null && sounds.isEmpty()) {
                if (nanos <= 0) return null;
                nanos = arrived.awaitNanos(nanos);
            }
            // a call that hangs up has said before what still waits
            if (words.peek() instanceof Spoken(ClientMessage.Bye bye) && !sounds.isEmpty()) return takeSounds();
            var first = words.poll();
            if (first != null) return first;
            soundsTurn = !sounds.isEmpty() && (picture == null || !soundsTurn);
            if (soundsTurn) return takeSounds();
            var newest = picture;
            picture = null;
            return newest;
        } finally {
            lock.unlock();
        }
    }

    private void hear(EncodedSound sound) {
        soundsHeard++;
        sounds.add(sound);
        soundBytes += sound.bytes().length;
        while (soundBytes > MAX_SOUND_BYTES) {
            soundBytes -= sounds.remove().bytes().length;
            soundsLost++;
        }
    }

    private Heard takeSounds() {
        var all = List.copyOf(sounds);
        sounds.clear();
        soundBytes = 0;
        return new Heard(all);
    }

    Counts counts() {
        lock.lock();
        try {
            return new Counts(pictures, replaced, soundsHeard, soundsLost);
        } finally {
            lock.unlock();
        }
    }
}
