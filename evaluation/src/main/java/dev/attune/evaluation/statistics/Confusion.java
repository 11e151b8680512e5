package dev.attune.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// Counts of what was read against what was labelled. **Rows are the label, columns what was read**; the last column
/// counts items that got no answer. They are errors of their row.
///
/// @param classes the names of rows and columns, in order
/// @param counts `[classes][classes + 1]`
@SuppressWarnings("ArrayRecordComponent") // counts are copied in and out, and two matrices are never compared
public record Confusion(List<String> classes, int[][] counts) {
    /// In words, for every place that prints the matrix.
    public static final String ORIENTATION =
            "rows: the label; columns: what was read, in the same order; last column: no answer, an error";

    /// Stands for "no answer" in [#of].
    public static final int NO_ANSWER = -1;

    public Confusion {
        classes = List.copyOf(classes);
        int size = classes.size();
        if (counts.length != size || Arrays.stream(counts).anyMatch(row -> row.length != size + 1))
            throw new IllegalArgumentException("%d classes need %d rows of %d counts, got %s"
                    .formatted(size, size, size + 1, Arrays.deepToString(counts)));
        counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /// @param labels class index of each item
    /// @param answers class index read of each item, or [#NO_ANSWER]
    public static Confusion of(List<String> classes, int[] labels, int[] answers) {
        if (labels.length != answers.length)
            throw new IllegalArgumentException("%d labels but %d answers".formatted(labels.length, answers.length));
        var counts = new int[classes.size()][classes.size() + 1];
        for (int i = 0; i < labels.length; i++)
            counts[labels[i]][answers[i] == NO_ANSWER ? classes.size() : answers[i]]++;
        return new Confusion(classes, counts);
    }

    @Override
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /// All items.
    public int n() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /// Items with this label.
    public int support(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    /// How often this class was read.
    public int read(int answer) {
        return Arrays.stream(counts).mapToInt(row -> row[answer]).sum();
    }

    public int correct(int label) {
        return counts[label][label];
    }

    public int correct() {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) sum += counts[i][i];
        return sum;
    }

    /// Empty without items.
    public OptionalDouble accuracy() {
        return ratio(correct(), n());
    }

    /// Of the items with this label, the share that was read so; empty when there are none.
    public OptionalDouble recall(int label) {
        return ratio(correct(label), support(label));
    }

    /// Of the items read so, the share that was labelled so; empty when it was never read.
    public OptionalDouble precision(int answer) {
        return ratio(correct(answer), read(answer));
    }

    /// 2 true positives / (labelled + read); empty when the class was neither labelled nor read.
    public OptionalDouble f1(int label) {
        return ratio(2 * correct(label), support(label) + read(label));
    }

    /// Mean of F1 over the classes that somebody labelled; one without support has no F1 to average.
    public OptionalDouble macroF1() {
        return meanOverSupported(label -> f1(label).orElse(0));
    }

    /// Mean of F1 over all classes; a class that nobody labelled counts as 0.
    public OptionalDouble macroF1OverAll() {
        var mean = macroF1();
        if (mean.isEmpty()) return mean;
        return OptionalDouble.of(mean.getAsDouble() * supported() / classes.size());
    }

    /// Unweighted average recall (UAR): the mean over the classes that somebody labelled.
    public OptionalDouble unweightedRecall() {
        return meanOverSupported(label -> recall(label).orElseThrow());
    }

    private int supported() {
        int supported = 0;
        for (int label = 0; label < counts.length; label++) if (support(label) > 0) supported++;
        return supported;
    }

    private OptionalDouble meanOverSupported(ToDoubleFunction<Integer> value) {
        double sum = 0;
        for (int label = 0; label < counts.length; label++) if (support(label) > 0) sum += value.applyAsDouble(label);
        int supported = supported();
        return supported == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / supported);
    }

    private static OptionalDouble ratio(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
