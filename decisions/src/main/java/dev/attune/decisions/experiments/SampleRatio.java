package dev.attune.decisions.experiments;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether people arrived in the arms as they were dealt: `χ² = Σ (O − E)² / E` over unique units. When they did
/// not, something lost people on the way, and no other figure of the experiment can be believed.
///
/// @param p 1 when there are too few units to say
public record SampleRatio(List<Long> observed, List<Double> expected, double chiSquare, double p) {
    /// Below, the results stay hidden.
    public static final double ALARM = 0.001;

    private static final int FEWEST_UNITS_PER_ARM = 8;

    public SampleRatio {
        observed = List.copyOf(observed);
        expected = List.copyOf(expected);
    }

    /// @param shares that were meant, in the order of `counts`; need not sum to 1
    public static SampleRatio of(long[] counts, double[] shares) {
        if (counts.length < 2 || counts.length != shares.length)
            throw new IllegalArgumentException("a ratio needs two arms or more with a share each, got %d and %d"
                    .formatted(counts.length, shares.length));
        if (Arrays.stream(counts).anyMatch(count -> count < 0)
                || Arrays.stream(shares).anyMatch(share -> !(share > 0 && share < Double.POSITIVE_INFINITY)))
            throw new IllegalArgumentException("counts must not be negative and shares above 0, got %s and %s"
                    .formatted(Arrays.toString(counts), Arrays.toString(shares)));
        long n = Arrays.stream(counts).sum();
        double all = Arrays.stream(shares).sum();
        var expected = Arrays.stream(shares).map(share -> n * share / all).toArray();
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++)
            if (expected[i] > 0) chiSquare += Math.pow(counts[i] - expected[i], 2) / expected[i];
        boolean enough = Arrays.stream(expected).allMatch(units -> units >= FEWEST_UNITS_PER_ARM);
        return new SampleRatio(
                Arrays.stream(counts).boxed().toList(),
                Arrays.stream(expected).boxed().toList(),
                chiSquare,
                enough ? ChiSquaredDistribution.of(counts.length - 1).survivalProbability(chiSquare) : 1);
    }

    public boolean isBroken() {
        return p < ALARM;
    }
}
