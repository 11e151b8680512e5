package dev.attune.fusion;

import dev.attune.fusion.Mixtures.Pair;
import dev.attune.signals.Mixture;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much of each mixture that is not over was its first part: the mean over the frames in which its level was at or
/// above `leave`, because which part leads may change from frame to frame. Immutable.
record PairShares(Map<Pair, Sum> sums) {
    static final PairShares NONE = new PairShares(Map.of());

    PairShares {
        sums = Map.copyOf(sums);
    }

    /// @param open what is open after the frame `at`
    /// @param mixture of that frame, or null
    PairShares next(Duration at, Episodes<Pair> open, @Nullable Mixture mixture) {
        var next = new HashMap<Pair, Sum>();
        open.open().forEach((pair, episode) -> {
            var before = episode.onset().equals(at) ? Sum.ZERO : sums.getOrDefault(pair, Sum.ZERO);
            if (mixture != null
                    && Pair.of(mixture).equals(pair)
                    && episode.last().equals(at)) next.put(pair, before.and(pair.shareOfFirst(mixture)));
            else next.put(pair, before);
        });
        return new PairShares(next);
    }

    /// Mean share of the first part, in [0, 1].
    double of(Pair pair) {
        var sum = sums.get(pair);
        if (sum == null) throw new IllegalArgumentException("no shares of " + pair);
        return sum.total / sum.frames;
    }

    record Sum(double total, int frames) {
        static final Sum ZERO = new Sum(0, 0);

        Sum and(double share) {
            return new Sum(total + share, frames + 1);
        }
    }
}
