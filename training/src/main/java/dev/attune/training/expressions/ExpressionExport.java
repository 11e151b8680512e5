package dev.attune.training.expressions;

import dev.attune.face.ExpressionCrop;
import dev.attune.models.convert.OnnxGraph;
import dev.attune.models.convert.OnnxGraph.Attribute;
import dev.attune.models.convert.OnnxGraph.ElementType;
import dev.attune.training.network.Weights;
import java.util.ArrayList;
import java.util.List;

/// Writes the trained networks and their calibration as one ONNX model.
///
/// Input `face` `[1, 1, 48, 48]` as [ExpressionCrop] makes it. Every network reads the face and its mirror image; the
/// logits are averaged, calibrated, and leave as `probabilities` `[1, 8]` in the order of
/// [dev.attune.signals.Emotion]. Batch normalisation is folded into the convolutions.
final class ExpressionExport {
    static final String INPUT = "face";
    static final String OUTPUT = "probabilities";

    private static final int SIDE = ExpressionCrop.SIZE;

    private final OnnxGraph graph = new OnnxGraph();

    private ExpressionExport() {}

    /// @param members at least one
    static byte[] toOnnx(List<Weights> members, VectorScaling calibration) {
        if (members.isEmpty()) throw new IllegalArgumentException("an export needs at least one network");
        return new ExpressionExport().build(members, calibration);
    }

    private byte[] build(List<Weights> members, VectorScaling calibration) {
        int classes = members.getFirst().classes();
        graph.input(INPUT, ElementType.FLOAT, 1, 1, SIDE, SIDE);
        var logits = new ArrayList<String>();
        for (var member : members) logits.add(network(member, withMirrorImage()));
        var sum = logits.getFirst();
        for (var other : logits.subList(1, logits.size())) sum = graph.node("Add", List.of(sum, other));
        var mean = graph.node(
                "ReduceMean", List.of(sum), new Attribute.Wholes("axes", 0), new Attribute.Whole("keepdims", 1));
        float scale = (float) (1 / (calibration.temperature() * members.size()));
        var scaled = graph.node("Mul", List.of(mean, graph.floats(new float[] {scale}, 1)));
        var moved = graph.node("Add", List.of(scaled, graph.floats(calibration.bias(), 1, classes)));
        graph.output(OUTPUT, graph.node("Softmax", List.of(moved), new Attribute.Whole("axis", -1)), 1, classes);
        return graph.toModel();
    }

    /// `[2, 1, 48, 48]`.
    private String withMirrorImage() {
        var mirrored = graph.node(
                "Slice",
                List.of(
                        INPUT,
                        graph.longs(SIDE - 1L),
                        graph.longs(Long.MIN_VALUE + 1), // past the first column, going backwards
                        graph.longs(3),
                        graph.longs(-1)));
        return graph.node("Concat", List.of(INPUT, mirrored), new Attribute.Whole("axis", 0));
    }

    private String network(Weights weights, String input) {
        var flow = input;
        for (int i = 0; i < weights.layers().size(); i++) {
            var layer = weights.layers().get(i);
            var convolved = convolution(weights, i, flow);
            flow = graph.node(
                    "Relu", List.of(layer.residual() ? graph.node("Add", List.of(convolved, flow)) : convolved));
        }
        var pooled = graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(flow))));
        int features = weights.layers().getLast().outputs();
        return graph.node(
                "Gemm",
                List.of(
                        pooled,
                        graph.floats(weights.dense(), weights.classes(), features),
                        graph.floats(weights.bias(), weights.classes())),
                new Attribute.Whole("transB", 1));
    }

    private String convolution(Weights weights, int at, String input) {
        var layer = weights.layers().get(at);
        int perOutput = layer.weights() / layer.outputs();
        var kernel = weights.kernel(at).clone();
        var bias = new float[layer.outputs()];
        for (int o = 0; o < bias.length; o++) {
            double factor = weights.scale(at)[o] / Math.sqrt(weights.variance(at)[o] + Weights.EPSILON);
            for (int i = 0; i < perOutput; i++) kernel[o * perOutput + i] *= (float) factor;
            bias[o] = (float) (weights.shift(at)[o] - weights.mean(at)[o] * factor);
        }
        long padding = layer.padding();
        return graph.node(
                "Conv",
                List.of(
                        input,
                        graph.floats(kernel, layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel()),
                        graph.floats(bias, layer.outputs())),
                new Attribute.Wholes("kernel_shape", layer.kernel(), layer.kernel()),
                new Attribute.Wholes("strides", layer.stride(), layer.stride()),
                new Attribute.Wholes("pads", padding, padding, padding, padding));
    }
}
