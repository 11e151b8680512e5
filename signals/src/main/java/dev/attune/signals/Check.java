package dev.attune.signals;

import java.time.Duration;

/// Range checks whose message names the quantity and prints the value. Written so that NaN fails.
final class Check {
    private Check() {}

    static double inRange(String quantity, double value, double low, double high) {
        if (!(value >= low && value <= high))
            throw new IllegalArgumentException("%s must be in [%s, %s], got %s".formatted(quantity, low, high, value));
        return value;
    }

    static double finite(String quantity, double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException(quantity + " must be finite, got " + value);
        return value;
    }

    static Duration mediaTime(String quantity, Duration value) {
        if (value.isNegative())
            throw new IllegalArgumentException(quantity + " is media time and must not be negative, got " + value);
        return value;
    }
}
