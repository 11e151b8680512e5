package dev.attune.fusion;

import java.time.Duration;

/// Durations as numbers, where a formula needs one.
final class Seconds {
    private Seconds() {}

    static double of(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
