package dev.attune.signals;

import java.time.Duration;

/// A stretch of media time, `start <= end`.
public record TimeSpan(Duration start, Duration end) {
    public TimeSpan {
        Check.mediaTime("start", start);
        if (end.compareTo(start) < 0)
            throw new IllegalArgumentException(
                    "a time span must not end before it starts, got %s..%s".formatted(start, end));
    }

    public Duration length() {
        return end.minus(start);
    }
}
