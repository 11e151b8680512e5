package dev.attune.training.voice;

import dev.attune.models.convert.OnnxGraph;
import dev.attune.models.convert.OnnxGraph.Attribute;
import dev.attune.models.convert.OnnxGraph.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes scaling, machines and calibrations as one ONNX model; trees need the operators `ai.onnx.ml`.
///
/// Input `features` `[1, 153]` in the order of [dev.attune.voice.VoiceFeature#ALL], NaN where missing.
/// Outputs: `tones` `[1, 9]` in the order of [dev.attune.voice.Tone]; `arousal`, `anger`, `valence`
/// `[1, 2]`, the probability of no and of yes; `neutral` `[1, 153]`, what a person's own neutral voice
/// is moved to.
final class ToneExport {
    private static final Map<Question, String> OUTPUTS = Map.of(
            Question.TONE, "tones", Question.AROUSAL, "arousal", Question.ANGER, "anger", Question.VALENCE, "valence");

    private final OnnxGraph graph = new OnnxGraph();

    private ToneExport() {}

    /// @param machines all fitted by one learner
    static byte[] toOnnx(Scaling scaling, Map<Question, Machine> machines, Map<Question, Calibration> calibrations) {
        return new ToneExport().build(scaling, machines, calibrations);
    }

    private byte[] build(Scaling scaling, Map<Question, Machine> machines, Map<Question, Calibration> calibrations) {
        int features = scaling.mean().length;
        graph.input("features", ElementType.FLOAT, 1, features);
        var missing = graph.node("IsNaN", List.of("features"));
        var mean = graph.floats(floats(scaling.mean()), 1, features);
        var known = graph.node("Where", List.of(missing, mean, "features"));
        var centred = graph.node("Sub", List.of(known, mean));
        var divided = graph.node("Div", List.of(centred, graph.floats(floats(scaling.deviation()), 1, features)));
        var scaled = graph.node(
                "Clip", List.of(divided, graph.floats(new float[] {(float) -Scaling.LIMIT}), graph.floats(new float[] {
                    (float) Scaling.LIMIT
                })));
        var vectors = machines.values().stream()
                .filter(PairwiseSvm.class::isInstance)
                .map(PairwiseSvm.class::cast)
                .toList();
        var support = support(vectors);
        var kernel = vectors.isEmpty()
                ? ""
                : kernel(scaled, support, features, vectors.getFirst().settings());
        machines.forEach((question, machine) -> {
            var calibration = Objects.requireNonNull(calibrations.get(question));
            var logits = switch (machine) {
                case PairwiseSvm pairs -> votes(kernel, support, pairs, calibration, question.size());
                case BoostedTrees trees -> sums(scaled, trees, calibration, question.size());
            };
            graph.output(
                    Objects.requireNonNull(OUTPUTS.get(question)),
                    graph.node("Softmax", List.of(logits), new Attribute.Whole("axis", -1)),
                    1,
                    question.size());
        });
        graph.output(
                "neutral",
                graph.node("Identity", List.of(graph.floats(floats(scaling.neutral()), 1, features))),
                1,
                features);
        return graph.toModel();
    }

    /// The examples that weigh in any machine, each once; machines share their arrays.
    private static List<double[]> support(List<PairwiseSvm> machines) {
        var support = Collections.newSetFromMap(new IdentityHashMap<double[], Boolean>());
        var inOrder = new ArrayList<double[]>();
        for (var machine : machines) {
            var weights = machine.weights();
            for (int i = 0; i < weights.length; i++)
                if (Arrays.stream(weights[i]).anyMatch(weight -> weight != 0)
                        && support.add(machine.examples().get(i)))
                    inOrder.add(machine.examples().get(i));
        }
        return inOrder;
    }

    /// `[1, support]`.
    private String kernel(String scaled, List<double[]> support, int features, PairwiseSvm.Settings settings) {
        var columns = new float[features * support.size()];
        var squares = new float[support.size()];
        for (int s = 0; s < support.size(); s++)
            for (int f = 0; f < features; f++) {
                columns[f * support.size() + s] = (float) support.get(s)[f];
                squares[s] += (float) (support.get(s)[f] * support.get(s)[f]);
            }
        var products = graph.node("MatMul", List.of(scaled, graph.floats(columns, features, support.size())));
        return settings.linear() ? products : gaussian(products, scaled, squares, settings.gamma(features));
    }

    private String votes(
            String kernel, List<double[]> support, PairwiseSvm machine, Calibration calibration, int classes) {
        int pairs = machine.pairs();
        var place = new IdentityHashMap<double[], Integer>();
        for (int s = 0; s < support.size(); s++) place.put(support.get(s), s);
        var coefficients = new float[support.size() * pairs];
        var weights = machine.weights();
        for (int i = 0; i < weights.length; i++) {
            var at = place.get(machine.examples().get(i));
            if (at == null) continue;
            for (int p = 0; p < pairs; p++) coefficients[at * pairs + p] = (float) weights[i][p];
        }
        var sums = graph.node("MatMul", List.of(kernel, graph.floats(coefficients, support.size(), pairs)));
        var offsets = new float[pairs];
        var forFirst = new float[pairs * classes]; // a vote counts for its first class, the rest of it for its second
        var constant = new float[classes];
        for (int p = 0; p < pairs; p++) {
            int[] pair = machine.pair(p);
            offsets[p] = (float) machine.offset(p);
            forFirst[p * classes + pair[0]] += (float) calibration.sharpness();
            forFirst[p * classes + pair[1]] -= (float) calibration.sharpness();
            constant[pair[1]] += (float) calibration.sharpness();
        }
        if (classes == 2) constant[1] += (float) calibration.bias();
        var decisions = graph.node("Add", List.of(sums, graph.floats(offsets, 1, pairs)));
        var steep = graph.node("Mul", List.of(decisions, graph.floats(new float[] {(float) PairwiseSvm.STEEPNESS}, 1)));
        var votes = graph.node("Sigmoid", List.of(steep));
        var scores = graph.node("MatMul", List.of(votes, graph.floats(forFirst, pairs, classes)));
        return graph.node("Add", List.of(scores, graph.floats(constant, 1, classes)));
    }

    private String sums(String scaled, BoostedTrees machine, Calibration calibration, int classes) {
        var trees = machine.trees();
        int nodes = trees.stream().mapToInt(tree -> tree.feature().length).sum();
        int leaves = trees.stream()
                .mapToInt(tree -> (int) Arrays.stream(tree.feature())
                        .filter(feature -> feature < 0)
                        .count())
                .sum();
        var treeOf = new long[nodes];
        var number = new long[nodes];
        var feature = new long[nodes];
        var value = new float[nodes];
        var mode = new String[nodes];
        var less = new long[nodes];
        var other = new long[nodes];
        var leafTree = new long[leaves];
        var leafNode = new long[leaves];
        var output = new long[leaves];
        var weight = new float[leaves];
        int node = 0;
        int leaf = 0;
        for (int t = 0; t < trees.size(); t++) {
            var tree = trees.get(t);
            for (int n = 0; n < tree.feature().length; n++, node++) {
                treeOf[node] = t;
                number[node] = n;
                if (tree.feature()[n] < 0) {
                    mode[node] = "LEAF";
                    leafTree[leaf] = t;
                    leafNode[leaf] = n;
                    output[leaf] = tree.output();
                    weight[leaf++] = tree.value()[n] * (float) calibration.sharpness();
                } else {
                    mode[node] = "BRANCH_LT";
                    feature[node] = tree.feature()[n];
                    value[node] = tree.value()[n];
                    less[node] = tree.less()[n];
                    other[node] = tree.other()[n];
                }
            }
        }
        var sums = graph.machine(
                "TreeEnsembleRegressor",
                List.of(scaled),
                new Attribute.Whole("n_targets", classes),
                new Attribute.Wholes("nodes_treeids", treeOf),
                new Attribute.Wholes("nodes_nodeids", number),
                new Attribute.Wholes("nodes_featureids", feature),
                new Attribute.Reals("nodes_values", value),
                new Attribute.Texts("nodes_modes", mode),
                new Attribute.Wholes("nodes_truenodeids", less),
                new Attribute.Wholes("nodes_falsenodeids", other),
                new Attribute.Wholes("target_treeids", leafTree),
                new Attribute.Wholes("target_nodeids", leafNode),
                new Attribute.Wholes("target_ids", output),
                new Attribute.Reals("target_weights", weight));
        var constant = new float[classes];
        if (classes == 2) constant[1] = (float) calibration.bias();
        return graph.node("Add", List.of(sums, graph.floats(constant, 1, classes)));
    }

    /// `exp(-gamma (|x|² - 2 x·s + |s|²))`.
    private String gaussian(String products, String scaled, float[] squares, double gamma) {
        var own = graph.node("ReduceSum", List.of(graph.node("Mul", List.of(scaled, scaled)), graph.longs(1)));
        var twice = graph.node("Mul", List.of(products, graph.floats(new float[] {-2}, 1)));
        var shifted = graph.node("Add", List.of(twice, graph.floats(squares, 1, squares.length)));
        var distance = graph.node("Add", List.of(shifted, own));
        return graph.node(
                "Exp", List.of(graph.node("Mul", List.of(distance, graph.floats(new float[] {(float) -gamma}, 1)))));
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
        return floats;
    }
}
