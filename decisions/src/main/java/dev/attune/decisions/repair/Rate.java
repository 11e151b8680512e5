package dev.attune.decisions.repair;

import dev.attune.decisions.experiments.Bounds;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// How many of how many, with the 95 % interval of Jeffreys: the middle of `Beta(yes + ½, n − yes + ½)`, with the exact
/// end where it is none or all (Brown, Cai, DasGupta 2001).
///
/// @param yes how many of them it holds for
/// @param n how many there are
public record Rate(int yes, int n) {
    private static final double TAIL = 0.025;

    public Rate {
        if (yes < 0 || yes > n)
            throw new IllegalArgumentException("a rate needs 0 <= yes <= n, got %d of %d".formatted(yes, n));
    }

    /// NaN when nothing was observed.
    public double share() {
        return n == 0 ? Double.NaN : (double) yes / n;
    }

    /// Of the share; anything is possible when nothing was observed.
    public Bounds bounds() {
        if (n == 0) return new Bounds(0, 1);
        var likely = BetaDistribution.of(yes + 0.5, n - yes + 0.5);
        return new Bounds(
                yes == 0 ? 0 : likely.inverseCumulativeProbability(TAIL),
                yes == n ? 1 : likely.inverseCumulativeProbability(1 - TAIL));
    }
}
