package dev.attune.policy.aggregates;

import java.util.random.RandomGenerator;

/// Whole-number noise `Z` with `P(Z = z)` proportional to `e^(-epsilon |z|)`, for counts to which a person adds at most
/// 1.
///
/// Drawn exactly, in whole numbers: a floating-point logarithm leaves gaps through which the true count shows [1].
///
/// [1] Canonne, Kamath, Steinke 2020, The Discrete Gaussian for Differential Privacy, algorithms 1 and 2
///
/// @param epsilonHundredths privacy loss of one draw, in hundredths
public record DiscreteLaplace(int epsilonHundredths) {
    private static final int HUNDREDTHS = 100;
    private static final int MOST = 1000; // at 10 there is no noise worth the name

    public DiscreteLaplace {
        if (epsilonHundredths < 1 || epsilonHundredths > MOST)
            throw new IllegalArgumentException(
                    "epsilon must be in 0.01..10, got " + epsilonHundredths / (double) HUNDREDTHS);
    }

    /// @param random a secure one, except in tests
    public long draw(RandomGenerator random) {
        while (true) {
            int fraction = random.nextInt(HUNDREDTHS);
            if (!happensExpMinus(fraction, HUNDREDTHS, random)) continue;
            long whole = 0;
            while (happensExpMinus(1, 1, random)) whole++;
            long size = (fraction + HUNDREDTHS * whole) / epsilonHundredths;
            boolean negative = random.nextBoolean();
            if (negative && size == 0) continue; // zero would come twice as often
            return negative ? -size : size;
        }
    }

    /// True with probability `e^(-part/whole)`, for `0 <= part <= whole`.
    private static boolean happensExpMinus(int part, int whole, RandomGenerator random) {
        long k = 1;
        while (random.nextLong(whole * k) < part) k++;
        return k % 2 == 1;
    }
}
