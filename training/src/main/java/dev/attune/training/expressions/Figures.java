package dev.attune.training.expressions;

import dev.attune.evaluation.statistics.Calibration;
import dev.attune.evaluation.statistics.Confusion;
import dev.attune.evaluation.statistics.CoverageCurve;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.signals.Emotion;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How often the network names what most voters named.
///
/// @param confusion of the pictures with a majority only
/// @param calibrationError see [Calibration#ERROR_RULE]
record Figures(Confusion confusion, double calibrationError, OptionalDouble at90, OptionalDouble at70) {

    /// @param probabilities `[n][8]`, of the examples in their order
    static Figures of(Examples examples, double[][] probabilities) {
        int[] majority = IntStream.range(0, examples.count())
                .filter(examples::isMajority)
                .toArray();
        int[] labels = Arrays.stream(majority).map(examples::top).toArray();
        int[] answers = Arrays.stream(majority).map(i -> top(probabilities[i])).toArray();
        var confidence = new double[majority.length];
        var correct = new boolean[majority.length];
        for (int i = 0; i < majority.length; i++) {
            confidence[i] = Math.min(1, probabilities[majority[i]][answers[i]]);
            correct[i] = answers[i] == labels[i];
        }
        var names = Arrays.stream(Emotion.values()).map(Emotion::id).toList();
        var coverage = new CoverageCurve(confidence, correct);
        return new Figures(
                Confusion.of(names, labels, answers),
                Calibration.expectedError(confidence, correct).orElse(Double.NaN),
                coverage.accuracyAt(0.9),
                coverage.accuracyAt(0.7));
    }

    ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("n", confusion.n());
        confusion.accuracy().ifPresent(value -> json.put("accuracy", value));
        Wilson.interval(confusion.correct(), confusion.n())
                .ifPresent(interval ->
                        json.putArray("accuracyInterval95").add(interval.low()).add(interval.high()));
        confusion.macroF1().ifPresent(value -> json.put("macroF1", value));
        if (Double.isFinite(calibrationError)) json.put("ece", calibrationError);
        at90.ifPresent(value -> json.put("accuracyAt90", value));
        at70.ifPresent(value -> json.put("accuracyAt70", value));
        var classes = json.putObject("recall");
        for (int label = 0; label < confusion.classes().size(); label++) {
            int n = confusion.support(label);
            var of = classes.putObject(confusion.classes().get(label)).put("n", n);
            confusion.recall(label).ifPresent(value -> of.put("recall", value));
            Wilson.interval(confusion.correct(label), n)
                    .ifPresent(interval ->
                            of.putArray("interval95").add(interval.low()).add(interval.high()));
        }
        return json;
    }

    private static int top(double[] values) {
        int top = 0;
        for (int i = 1; i < values.length; i++) if (values[i] > values[top]) top = i;
        return top;
    }
}
