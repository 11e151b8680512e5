package dev.attune.evaluation.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/// The largest difference between the means of several groups, and whether chance alone gives as large a one.
///
/// With ten groups, some pair always differs. The permutation test (Fisher 1935) deals the values out to the groups at
/// random and asks how often the largest difference is at least the one observed.
///
/// @param highest index of the group with the highest mean
/// @param lowest index of the group with the lowest mean
/// @param difference of their means
/// @param pValue in ]0, 1]: share of the random deals, the observed one included, with at least this difference
public record GroupDifference(int highest, int lowest, double difference, double pValue) {

    /// @param values of each group
    /// @throws IllegalArgumentException for fewer than two groups, or an empty one
    public static GroupDifference of(double[][] values, long seed, int draws) {
        if (values.length < 2 || Arrays.stream(values).anyMatch(group -> group.length == 0))
            throw new IllegalArgumentException("a difference needs at least two groups with values each");
        var pool = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        var sizes = Arrays.stream(values).mapToInt(group -> group.length).toArray();
        var observed = means(pool, sizes);
        int highest = indexOf(observed, Arrays.stream(observed).max());
        int lowest = indexOf(observed, Arrays.stream(observed).min());
        double difference = observed[highest] - observed[lowest];
        var random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        int atLeast = 1;
        for (int draw = 0; draw < draws; draw++) {
            shuffle(pool, random);
            var dealt = means(pool, sizes);
            double range = Arrays.stream(dealt).max().orElseThrow()
                    - Arrays.stream(dealt).min().orElseThrow();
            if (range >= difference - 1e-12) atLeast++; // sums in another order differ by a hair
        }
        return new GroupDifference(highest, lowest, difference, (double) atLeast / (draws + 1));
    }

    private static int indexOf(double[] values, OptionalDouble wanted) {
        for (int i = 0; i < values.length; i++) if (values[i] == wanted.orElseThrow()) return i;
        throw new IllegalArgumentException("a mean is not a number");
    }

    private static double[] means(double[] pool, int[] sizes) {
        var means = new double[sizes.length];
        int at = 0;
        for (int group = 0; group < sizes.length; group++) {
            for (int i = 0; i < sizes[group]; i++) means[group] += pool[at++];
            means[group] /= sizes[group];
        }
        return means;
    }

    private static void shuffle(double[] values, UniformRandomProvider random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
