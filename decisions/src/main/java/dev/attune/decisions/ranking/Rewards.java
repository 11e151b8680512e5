package dev.attune.decisions.ranking;

import java.time.Duration;

/// How the outcome of a decision becomes one number.
///
/// @param window after the showing; what comes later is kept and not learned
/// @param byDefault what counts when nothing came, in [0, 1]
public record Rewards(Duration window, double byDefault, Rule rule) {
    public enum Rule {
        /// The first counts, at once.
        FIRST,
        /// All within the window together, at most 1.
        SUM,
        /// The largest within the window.
        MAX
    }

    public Rewards {
        if (window.isNegative() || window.isZero())
            throw new IllegalArgumentException("the reward window must be above 0, got " + window);
        if (!(byDefault >= 0 && byDefault <= 1))
            throw new IllegalArgumentException("the default reward must be in [0, 1], got " + byDefault);
    }
}
