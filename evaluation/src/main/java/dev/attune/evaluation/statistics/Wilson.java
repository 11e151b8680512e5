package dev.attune.evaluation.statistics;

import java.util.Optional;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// The score interval of a share (Wilson 1927): stays inside 0..1 and says something even at 0 of n.
public final class Wilson {
    private Wilson() {}

    /// @param successes in 0..n
    /// @return empty when n is 0: nothing was observed
    public static Optional<Interval> interval(int successes, int n) {
        if (successes < 0 || successes > n)
            throw new IllegalArgumentException("successes must be in 0..n, got %d of %d".formatted(successes, n));
        if (n == 0) return Optional.empty();
        var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, successes, 1 - Interval.LEVEL);
        // none and all have exact ends, which floating point misses by a hair
        return Optional.of(new Interval(
                successes == 0 ? 0 : interval.getLowerBound(), successes == n ? 1 : interval.getUpperBound()));
    }
}
