package dev.attune.evaluation.statistics;

import java.util.OptionalDouble;

/// Counts of a yes-or-no question: an action unit present, an event spotted.
///
/// @param trueNegatives 0 where "no" cannot be counted, as for events in time
public record BinaryCounts(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {
    public BinaryCounts {
        if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0)
            throw new IllegalArgumentException("counts must not be negative, got %d, %d, %d, %d"
                    .formatted(truePositives, falsePositives, falseNegatives, trueNegatives));
    }

    public static BinaryCounts of(boolean[] truth, boolean[] answer) {
        if (truth.length != answer.length)
            throw new IllegalArgumentException("%d truths but %d answers".formatted(truth.length, answer.length));
        var counts = new int[4];
        for (int i = 0; i < truth.length; i++) counts[(truth[i] ? 0 : 1) + (truth[i] == answer[i] ? 0 : 2)]++;
        return new BinaryCounts(counts[0], counts[3], counts[2], counts[1]);
    }

    public BinaryCounts plus(BinaryCounts other) {
        return new BinaryCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /// Empty when nothing was answered "yes".
    public OptionalDouble precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /// Empty when nothing truly was "yes".
    public OptionalDouble recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /// Empty when neither truth nor answer ever was "yes".
    public OptionalDouble f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    private static OptionalDouble ratio(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
