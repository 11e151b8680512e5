package dev.attune.evaluation.expressions;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.evaluation.statistics.Confusion;
import dev.attune.evaluation.statistics.CoverageCurve;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.fusion.UnitsExpression;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The answers to the labelled pictures, compared with their labels. An answer is the most probable expression; a
/// picture without a face, or that cannot be read, is an error.
final class ExpressionScores {
    static final List<Emotion> CLASSES = List.of(Emotion.values());
    static final List<Double> COVERAGES = List.of(0.9, 0.7);

    private static final List<String> NAMES = CLASSES.stream().map(Emotion::id).toList();
    private static final double NONE = -1; // probability of an answer that was not given

    private final Confusion confusion;
    private final OptionalDouble ece;
    private final CoverageCurve curve;
    private final Map<Figure, Interval> intervals = new EnumMap<>(Figure.class);
    private final Product product;
    private final Confusion unitsAlone;
    private final int exactCopies;

    /// The figures that have a bootstrap interval.
    enum Figure {
        ACCURACY("accuracy"),
        MACRO_F1("macroF1"),
        UNWEIGHTED_RECALL("unweightedRecall"),
        ECE("ece"),
        COVERAGE_90("coverage0.9"),
        COVERAGE_70("coverage0.7"),
        UNITS_ACCURACY("actionUnitsAlone.accuracy"),
        UNITS_RECALL("actionUnitsAlone.unweightedRecall");

        private final String id;

        Figure(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /// What the product says of the labelled pictures in which a face was found: fusion adds action units and abstains.
    ///
    /// @param correct of those it answered
    record Product(int faces, int answered, int correct, Map<Reason, Integer> reasons) {
        int abstained() {
            return faces - answered;
        }
    }

    private ExpressionScores(List<Emotion> labels, List<Answer> answers, Bootstrap bootstrap) {
        int n = labels.size();
        var truth = labels.stream().mapToInt(Emotion::ordinal).toArray();
        var top = new int[n];
        var confidence = new double[n];
        var correct = new boolean[n];
        for (int i = 0; i < n; i++) {
            if (answers.get(i) instanceof Answer.Read read) {
                top[i] = read.expression().top().ordinal();
                confidence[i] = read.expression().of(read.expression().top());
                correct[i] = top[i] == truth[i];
            } else {
                top[i] = Confusion.NO_ANSWER;
                confidence[i] = NONE;
            }
        }
        confusion = Confusion.of(NAMES, truth, top);
        curve = new CoverageCurve(confidence, correct);
        var answered = answered(confidence);
        ece = Calibration.expectedError(confidence, correct, answered);
        product = product(labels, answers);
        exactCopies = exactCopies(answers);
        var aligned = IntStream.range(0, n)
                .filter(i -> answers.get(i) instanceof Answer.Read read && read.aligned())
                .toArray();
        var alignedTruth = pick(truth, aligned);
        var byUnits = Arrays.stream(aligned)
                .map(i -> UnitsExpression.of(((Answer.Read) answers.get(i)).actionUnits())
                        .top()
                        .ordinal())
                .toArray();
        unitsAlone = Confusion.of(NAMES, alignedTruth, byUnits);
        put(
                Figure.UNITS_ACCURACY,
                bootstrap.interval(aligned.length, onDrawn(alignedTruth, byUnits, Confusion::accuracy)));
        put(
                Figure.UNITS_RECALL,
                bootstrap.interval(aligned.length, onDrawn(alignedTruth, byUnits, Confusion::unweightedRecall)));
        put(Figure.ACCURACY, bootstrap.interval(n, drawn -> share(correct, drawn)));
        put(Figure.MACRO_F1, bootstrap.interval(n, onDrawn(truth, top, Confusion::macroF1)));
        put(Figure.UNWEIGHTED_RECALL, bootstrap.interval(n, onDrawn(truth, top, Confusion::unweightedRecall)));
        put(
                Figure.ECE,
                bootstrap.interval(
                        answered.length,
                        drawn -> Calibration.expectedError(confidence, correct, pick(answered, drawn))
                                .orElseThrow()));
        put(
                Figure.COVERAGE_90,
                bootstrap.interval(n, drawn -> curve.accuracyAt(0.9, drawn).orElseThrow()));
        put(
                Figure.COVERAGE_70,
                bootstrap.interval(n, drawn -> curve.accuracyAt(0.7, drawn).orElseThrow()));
    }

    /// Of the rows that have a label.
    static ExpressionScores of(LabelledIndex index, List<Answer> answers, Bootstrap bootstrap) {
        var labels = new ArrayList<Emotion>();
        var labelled = new ArrayList<Answer>();
        for (int i = 0; i < answers.size(); i++) {
            var label = index.rows().get(i).label();
            if (label == null) continue;
            labels.add(label);
            labelled.add(answers.get(i));
        }
        return new ExpressionScores(labels, labelled, bootstrap);
    }

    int n() {
        return confusion.n();
    }

    Confusion confusion() {
        return confusion;
    }

    /// Over the pictures that were answered.
    OptionalDouble ece() {
        return ece;
    }

    OptionalDouble accuracyAt(double coverage) {
        return curve.accuracyAt(coverage);
    }

    Optional<Interval> interval(Figure figure) {
        return Optional.ofNullable(intervals.get(figure));
    }

    Product product() {
        return product;
    }

    /// The second opinion, from action units alone, on the labelled faces that the mesh found.
    Confusion unitsAlone() {
        return unitsAlone;
    }

    /// Labelled pictures whose file has the same bytes as an earlier one: they are counted, but not independent.
    int exactCopies() {
        return exactCopies;
    }

    private void put(Figure figure, Optional<Interval> interval) {
        interval.ifPresent(known -> intervals.put(figure, known));
    }

    private static ToDoubleFunction<int[]> onDrawn(int[] truth, int[] top, Function<Confusion, OptionalDouble> figure) {
        return drawn -> figure.apply(Confusion.of(NAMES, pick(truth, drawn), pick(top, drawn)))
                .orElse(Double.NaN);
    }

    private static double share(boolean[] correct, int[] drawn) {
        int right = 0;
        for (int i : drawn) if (correct[i]) right++;
        return (double) right / drawn.length;
    }

    private static int[] pick(int[] values, int[] at) {
        return Arrays.stream(at).map(i -> values[i]).toArray();
    }

    private static int[] answered(double[] confidence) {
        return IntStream.range(0, confidence.length)
                .filter(i -> confidence[i] >= 0)
                .toArray();
    }

    private static Product product(List<Emotion> labels, List<Answer> answers) {
        int faces = 0;
        int answered = 0;
        int correct = 0;
        var reasons = new EnumMap<Reason, Integer>(Reason.class);
        for (int i = 0; i < labels.size(); i++) {
            if (!(answers.get(i) instanceof Answer.Read read)) continue;
            faces++;
            switch (read.product()) {
                case DisplayPattern.Abstained abstained -> reasons.merge(abstained.reason(), 1, Integer::sum);
                case DisplayPattern.Displayed displayed -> {
                    answered++;
                    if (displayed.probabilities().top() == labels.get(i)) correct++;
                }
            }
        }
        return new Product(faces, answered, correct, reasons);
    }

    private static int exactCopies(List<Answer> answers) {
        var seen = new HashSet<String>();
        int copies = 0;
        for (var answer : answers) {
            boolean isNew = switch (answer) {
                case Answer.Read read -> seen.add(read.fingerprint());
                case Answer.NoFace none -> seen.add(none.fingerprint());
                case Answer.Unreadable unreadable -> true;
            };
            if (!isNew) copies++;
        }
        return copies;
    }
}
