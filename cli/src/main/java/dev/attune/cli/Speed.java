package dev.attune.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Frames per second and time left of one recording, for the person who waits. Wall-clock time, unlike
/// everything that is measured.
final class Speed {
    private final LongSupplier nanoClock;
    private final long expectedFrames;
    private final long startedNanos;
    private long frames;

    /// @param expectedFrames 0 when nobody knows
    Speed(LongSupplier nanoClock, long expectedFrames) {
        this.nanoClock = nanoClock;
        this.expectedFrames = expectedFrames;
        this.startedNanos = nanoClock.getAsLong();
    }

    void frame(long number) {
        frames = number;
    }

    long frames() {
        return frames;
    }

    long expectedFrames() {
        return expectedFrames;
    }

    /// 0 at the very start.
    double framesPerSecond() {
        double seconds = (nanoClock.getAsLong() - startedNanos) / 1e9;
        return seconds <= 0 ? 0 : frames / seconds;
    }

    /// In [0, 1]; 0 when the length is unknown.
    double share() {
        return expectedFrames <= 0 ? 0 : Math.min(1, (double) frames / expectedFrames);
    }

    /// Zero when unknown.
    Duration left() {
        double rate = framesPerSecond();
        if (rate <= 0 || expectedFrames <= frames) return Duration.ZERO;
        return Duration.ofSeconds(Math.round((expectedFrames - frames) / rate));
    }
}
