package dev.attune.evaluation.statistics;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Accuracy when only the surest share of the items is answered. The order of the items plays no part.
public final class CoverageCurve {
    /// In words, for every place that prints the figure.
    public static final String RULE = "accuracy over the share of all items with the highest probabilities, rounded up;"
            + " items at the border with the same probability count with their mean;"
            + " items without an answer come last and are errors";

    private final double[] confidence;
    private final boolean[] correct;
    private final int[] surestFirst;

    /// @param confidence the probability of the answer given; below 0 for an item without an answer
    public CoverageCurve(double[] confidence, boolean[] correct) {
        Calibration.requireSameLength(confidence, correct);
        for (double each : confidence)
            if (Double.isNaN(each))
                throw new IllegalArgumentException("a confidence must be a number, below 0 for no answer, got " + each);
        this.confidence = confidence.clone();
        this.correct = correct.clone();
        this.surestFirst = IntStream.range(0, confidence.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidence[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// @param share in ]0, 1]
    /// @return empty without items
    public OptionalDouble accuracyAt(double share) {
        return accuracyAt(share, Calibration.all(confidence.length));
    }

    /// Of the items given by index, repetitions included: a draw of [Bootstrap].
    public OptionalDouble accuracyAt(double share, int[] items) {
        if (!(share > 0 && share <= 1)) throw new IllegalArgumentException("coverage must be in ]0, 1], got " + share);
        if (items.length == 0) return OptionalDouble.empty();
        var times = new int[confidence.length];
        for (int item : items) times[item]++;
        int kept = (int) Math.ceil(share * items.length - 1e-9); // 0.7 of 10 is 7, whatever the binary fraction says
        int taken = 0;
        double right = 0;
        for (int from = 0; taken < kept; ) {
            int alike = 0;
            int rightAlike = 0;
            int to = from;
            for (; to < surestFirst.length && confidence[surestFirst[to]] == confidence[surestFirst[from]]; to++) {
                alike += times[surestFirst[to]];
                if (correct[surestFirst[to]]) rightAlike += times[surestFirst[to]];
            }
            from = to;
            if (alike == 0) continue;
            int wanted = Math.min(alike, kept - taken);
            right += (double) rightAlike * wanted / alike;
            taken += wanted;
        }
        return OptionalDouble.of(right / kept);
    }
}
