package dev.attune.evaluation.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Quantile;

/// The percentile bootstrap (Efron 1979): draws the observed items again, with replacement, and takes the middle 95 %
/// of what the statistic becomes. Same seed, same items in the same order: same interval.
///
/// Items must be independent of each other. Frames of one clip or pictures of one person are not: then let an item be
/// the clip or the person.
///
/// @param seed of every interval; two intervals of one bootstrap start from the same seed
/// @param draws at least 100
public record Bootstrap(long seed, int draws) {
    public static final int DEFAULT_DRAWS = 2_000;

    private static final int FEWEST_DRAWS = 100; // below, the 2.5 % ends rest on two draws

    public Bootstrap {
        if (draws < FEWEST_DRAWS)
            throw new IllegalArgumentException(
                    "a bootstrap interval needs at least %d draws, got %d".formatted(FEWEST_DRAWS, draws));
    }

    /// @param statistic of the drawn items, given by index in 0..n-1 in an array that it must not keep; NaN when it
    ///     cannot be computed from this draw
    /// @return empty when there are no items, or the statistic exists in less than half of the draws
    public Optional<Interval> interval(int n, ToDoubleFunction<int[]> statistic) {
        if (n == 0) return Optional.empty();
        var random = random();
        var drawn = new int[n];
        var values = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            resample(drawn, random);
            values[draw] = statistic.applyAsDouble(drawn);
        }
        return middle(values);
    }

    /// The interval of the mean.
    public Optional<Interval> ofMean(double[] values) {
        return interval(values.length, drawn -> mean(values, drawn));
    }

    /// Of a statistic of two groups that are drawn independently, such as the difference of their means.
    ///
    /// @param statistic as in [#interval], of the items drawn from each group
    public Optional<Interval> ofTwo(int first, int second, ToDoubleBiFunction<int[], int[]> statistic) {
        if (first == 0 || second == 0) return Optional.empty();
        var random = random();
        var drawnFirst = new int[first];
        var drawnSecond = new int[second];
        var values = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            resample(drawnFirst, random);
            resample(drawnSecond, random);
            values[draw] = statistic.applyAsDouble(drawnFirst, drawnSecond);
        }
        return middle(values);
    }

    /// The interval of mean(first) - mean(second), two independent groups.
    public Optional<Interval> ofDifference(double[] first, double[] second) {
        return ofTwo(
                first.length,
                second.length,
                (drawnFirst, drawnSecond) -> mean(first, drawnFirst) - mean(second, drawnSecond));
    }

    private UniformRandomProvider random() {
        return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    }

    private static void resample(int[] drawn, UniformRandomProvider random) {
        for (int i = 0; i < drawn.length; i++) drawn[i] = random.nextInt(drawn.length);
    }

    private static double mean(double[] values, int[] drawn) {
        double sum = 0;
        for (int i : drawn) sum += values[i];
        return sum / drawn.length;
    }

    private static Optional<Interval> middle(double[] values) {
        var defined = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (2 * defined.length < values.length || defined.length == 0) return Optional.empty();
        double tail = (1 - Interval.LEVEL) / 2;
        var ends = Quantile.withDefaults().evaluate(defined, tail, 1 - tail);
        return Optional.of(new Interval(ends[0], ends[1]));
    }
}
