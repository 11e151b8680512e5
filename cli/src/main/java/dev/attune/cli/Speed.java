package dev.attune.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Frames per second and time left of one recording, for the person who waits. Wall-clock time, unlike
/// everything that is measured.
final class Speed {
    /// An estimate from less would jump about.
    private static final double LEAST_SECONDS = 1;

    private final LongSupplier nanoClock;
    private final long expectedFrames;
    private long firstNanos;
    private long frames;

    /// @param expectedFrames 0 when nobody knows
    Speed(LongSupplier nanoClock, long expectedFrames) {
        this.nanoClock = nanoClock;
        this.expectedFrames = expectedFrames;
    }

    /// The first one comes late, since the networks are loaded for it; what counts is what follows.
    void frame(long number) {
        if (frames == 0) firstNanos = nanoClock.getAsLong();
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
        double seconds = secondsSinceFirst();
        return seconds <= 0 ? 0 : (frames - 1) / seconds;
    }

    /// Empty when nobody can know yet.
    Optional<Duration> left() {
        double rate = framesPerSecond();
        if (rate <= 0 || expectedFrames <= 0 || secondsSinceFirst() < LEAST_SECONDS) return Optional.empty();
        return Optional.of(Duration.ofSeconds(Math.round(Math.max(0, expectedFrames - frames) / rate)));
    }

    private double secondsSinceFirst() {
        return frames == 0 ? 0 : (nanoClock.getAsLong() - firstNanos) / 1e9;
    }
}
