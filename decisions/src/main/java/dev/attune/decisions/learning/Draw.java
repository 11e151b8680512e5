package dev.attune.decisions.learning;

import dev.attune.decisions.StableHash;
import java.util.SplittableRandom;

/// One draw that can be repeated: it depends on the event, the version of the policy and nothing else.
public final class Draw {
    private final long seed;

    private Draw(long seed) {
        this.seed = seed;
    }

    public static Draw of(String eventId, String policyVersion) {
        return new Draw(StableHash.of(eventId + "\0" + policyVersion));
    }

    /// The same again, from the log.
    public static Draw ofSeed(long seed) {
        return new Draw(seed);
    }

    /// For the log.
    public long seed() {
        return seed;
    }

    /// @param probabilities that sum to 1 ± 1e-9
    /// @return the index drawn; one of probability 0 never is
    public int from(double[] probabilities) {
        double left = new SplittableRandom(seed).nextDouble();
        double sum = 0;
        int last = -1;
        for (int i = 0; i < probabilities.length; i++) {
            if (!(probabilities[i] >= 0))
                throw new IllegalArgumentException("probability %d is %s".formatted(i, probabilities[i]));
            sum += probabilities[i];
            if (probabilities[i] > 0) last = i;
        }
        if (Math.abs(sum - 1) > 1e-9) throw new IllegalArgumentException("probabilities must sum to 1, got " + sum);
        for (int i = 0; i < last; i++) {
            left -= probabilities[i];
            if (left < 0) return i;
        }
        return last;
    }
}
