package dev.attune.fusion;

import java.time.Duration;

/// Causal exponential smoothing for irregular sampling.
///
/// `y += (1 - e^(-dt/tau)) · (x - y)`: the exact step response of a first-order low-pass, so a dropped frame does not
/// change the time scale. 63 % of a step is reached after `tau`, 95 % after `3 tau`; the delay stated with every
/// estimate is `tau`. After a long gap the weight is 1 and the old level forgotten by itself.
record Smoothing(Duration timeConstant) {
    Smoothing {
        if (timeConstant.isNegative() || timeConstant.isZero())
            throw new IllegalArgumentException("a time constant must be positive, got " + timeConstant);
    }

    /// How much the newest value counts, in [0, 1].
    double weight(Duration sinceLast) {
        return 1 - Math.exp(-Seconds.of(sinceLast) / Seconds.of(timeConstant));
    }

    static double mix(double level, double newest, double weight) {
        return level + weight * (newest - level);
    }
}
