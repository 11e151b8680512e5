package dev.attune.evaluation.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Whether a stated probability comes true as often as it says.
public final class Calibration {
    public static final int BINS = 15; // Guo et al. 2017

    /// In words, for every place that prints the figure.
    public static final String ERROR_RULE = "15 bins of equal width over 0..1 of the highest probability;"
            + " |accuracy - mean probability| of a bin, weighted by its items (Guo et al. 2017)";

    private Calibration() {}

    /// Expected calibration error, 0..1: see [#ERROR_RULE].
    ///
    /// @param confidence the probability of the answer given, in [0, 1]
    /// @return empty without items
    public static OptionalDouble expectedError(double[] confidence, boolean[] correct) {
        return expectedError(confidence, correct, all(confidence.length));
    }

    /// Of the items given by index, repetitions included: a draw of [Bootstrap].
    public static OptionalDouble expectedError(double[] confidence, boolean[] correct, int[] items) {
        requireSameLength(confidence, correct);
        if (items.length == 0) return OptionalDouble.empty();
        var surplus = new double[BINS]; // sum of confidence - correct
        for (int i : items) {
            if (!(confidence[i] >= 0 && confidence[i] <= 1))
                throw new IllegalArgumentException("a confidence must be in [0, 1], got " + confidence[i]);
            int bin = Math.min(BINS - 1, (int) (confidence[i] * BINS));
            surplus[bin] += confidence[i] - (correct[i] ? 1 : 0);
        }
        return OptionalDouble.of(Arrays.stream(surplus).map(Math::abs).sum() / items.length);
    }

    static int[] all(int n) {
        return IntStream.range(0, n).toArray();
    }

    static void requireSameLength(double[] confidence, boolean[] correct) {
        if (confidence.length != correct.length)
            throw new IllegalArgumentException(
                    "%d confidences but %d outcomes".formatted(confidence.length, correct.length));
    }
}
