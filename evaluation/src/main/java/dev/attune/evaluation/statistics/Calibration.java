package dev.attune.evaluation.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Whether a stated probability comes true as often as it says.
public final class Calibration {
    public static final int BINS = 15; // Guo et al. 2017

    /// In words, for every place that prints the figure.
    public static final String ERROR_RULE = "15 bins of equal width over 0..1 of the highest probability;"
            + " |accuracy - mean probability| of a bin, weighted by its items (Guo et al. 2017)";

    /// In words, for every place that prints the figure.
    public static final String COVERAGE_RULE = "accuracy over the share of all items with the highest probabilities,"
            + " rounded up; items at the border with the same probability count with their mean;"
            + " items without an answer come last and are errors";

    private Calibration() {}

    /// Expected calibration error, 0..1: see [#ERROR_RULE].
    ///
    /// @param confidence the probability of the answer given, in [0, 1]
    /// @return empty without items
    public static OptionalDouble expectedError(double[] confidence, boolean[] correct) {
        requireSameLength(confidence, correct);
        if (confidence.length == 0) return OptionalDouble.empty();
        var surplus = new double[BINS]; // sum of confidence - correct
        for (int i = 0; i < confidence.length; i++) {
            if (!(confidence[i] >= 0 && confidence[i] <= 1))
                throw new IllegalArgumentException("a confidence must be in [0, 1], got " + confidence[i]);
            int bin = Math.min(BINS - 1, (int) (confidence[i] * BINS));
            surplus[bin] += confidence[i] - (correct[i] ? 1 : 0);
        }
        return OptionalDouble.of(Arrays.stream(surplus).map(Math::abs).sum() / confidence.length);
    }

    /// Accuracy when only the surest share answers: see [#COVERAGE_RULE]. The order of the items plays no part.
    ///
    /// @param confidence the probability of the answer given; below 0 for an item without an answer
    /// @param share in ]0, 1]
    /// @return empty without items
    public static OptionalDouble accuracyAt(double share, double[] confidence, boolean[] correct) {
        requireSameLength(confidence, correct);
        if (!(share > 0 && share <= 1)) throw new IllegalArgumentException("coverage must be in ]0, 1], got " + share);
        int n = confidence.length;
        if (n == 0) return OptionalDouble.empty();
        int kept = (int) Math.ceil(share * n - 1e-9); // 0.7 of 10 is 7, whatever the binary fraction says
        var order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidence[i]))
                .toList();
        double border = confidence[order.get(kept - 1)];
        int above = 0;
        int atBorder = 0;
        int correctAbove = 0;
        int correctAtBorder = 0;
        for (int i = 0; i < n; i++) {
            if (confidence[i] > border) {
                above++;
                if (correct[i]) correctAbove++;
            } else if (confidence[i] == border) {
                atBorder++;
                if (correct[i]) correctAtBorder++;
            }
        }
        double fromBorder = (double) correctAtBorder / atBorder * (kept - above);
        return OptionalDouble.of((correctAbove + fromBorder) / kept);
    }

    private static void requireSameLength(double[] confidence, boolean[] correct) {
        if (confidence.length != correct.length)
            throw new IllegalArgumentException(
                    "%d confidences but %d outcomes".formatted(confidence.length, correct.length));
    }
}
