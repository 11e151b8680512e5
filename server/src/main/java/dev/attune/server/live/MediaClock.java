package dev.attune.server.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Media time of a session as it passes: that of the last frame or sound, and what went by since.
final class MediaClock {
    /// So long it goes on by itself; then it waits for the next frame, because a paused clip's time does.
    private static final Duration BY_ITSELF = Duration.ofSeconds(1);

    private @Nullable Duration lastAt;
    private long lastArrivedNanos;

    /// @param nanos of [System#nanoTime], when it was there
    void arrived(Duration at, long nanos) {
        lastAt = at;
        lastArrivedNanos = nanos;
    }

    /// 0 before anything arrived.
    Duration now() {
        if (lastAt == null) return Duration.ZERO;
        var since = Duration.ofNanos(System.nanoTime() - lastArrivedNanos);
        return lastAt.plus(since.compareTo(BY_ITSELF) < 0 ? since : BY_ITSELF);
    }

    long lastArrivedNanos() {
        return lastArrivedNanos;
    }
}
