package dev.attune.models.convert;

import dev.attune.models.convert.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.List;

/// Translates the operations that slide a window over a picture: convolutions and pooling. All work in NCHW.
final class PictureOperations {
    private final OnnxGraph graph;
    private final TensorLayouts tensors;

    PictureOperations(OnnxGraph graph, TensorLayouts tensors) {
        this.graph = graph;
        this.tensors = tensors;
    }

    /// `Conv2D` and `_FusedConv2D`: weights HWIO become OIHW.
    void convolution(GraphNode node) {
        var weights = tensors.floats(node.input(1));
        int[] hwio = weights.shape();
        int height = hwio[0];
        int width = hwio[1];
        int in = hwio[2];
        int out = hwio[3];
        var moved = new float[weights.values().length];
        int next = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int i = 0; i < in; i++)
                    for (int o = 0; o < out; o++)
                        moved[((o * in + i) * height + y) * width + x] = weights.values()[next++];
        convolution(node, graph.floats(moved, out, in, height, width), height, width, 1);
    }

    /// `DepthwiseConv2dNative`: weights HWCM (M filters per channel) become a grouped convolution, one group per
    /// channel, (C·M)1HW.
    void depthwiseConvolution(GraphNode node) {
        var weights = tensors.floats(node.input(1));
        int[] hwcm = weights.shape();
        int height = hwcm[0];
        int width = hwcm[1];
        int channels = hwcm[2];
        int filters = hwcm[3];
        var moved = new float[weights.values().length];
        int next = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < channels; c++)
                    for (int m = 0; m < filters; m++)
                        moved[((c * filters + m) * height + y) * width + x] = weights.values()[next++];
        convolution(node, graph.floats(moved, channels * filters, 1, height, width), height, width, channels);
    }

    private void convolution(GraphNode node, String weights, int height, int width, int groups) {
        var fused = new ArrayList<>(node.texts("fused_ops"));
        var inputs = new ArrayList<>(List.of(tensors.channelsFirst(node.input(0)), weights));
        int nextArgument = 2;
        if (fused.remove("BiasAdd")) {
            var bias = tensors.floats(node.input(nextArgument++)).values();
            inputs.add(graph.floats(bias, bias.length));
        }
        long[] dilations = node.has("dilations") ? node.integers("dilations") : new long[] {1, 1, 1, 1};
        var result = graph.node(
                "Conv",
                inputs,
                new Attribute.Wholes("kernel_shape", height, width),
                strides(node),
                new Attribute.Wholes("dilations", dilations[1], dilations[2]),
                new Attribute.Whole("group", groups),
                padding(node));
        for (var activation : fused)
            result = switch (activation) {
                case "Relu" -> graph.node("Relu", List.of(result));
                case "Relu6" ->
                    graph.node("Clip", List.of(result, graph.floats(new float[] {0}), graph.floats(new float[] {6})));
                case "Prelu" -> parametricRelu(node, result, node.input(nextArgument));
                default ->
                    throw new UnsupportedOperationException(
                            "%s is fused with '%s', which is not translated".formatted(node, activation));
            };
        tensors.putChannelsFirst(node.name(), result);
    }

    void parametricRelu(GraphNode node) {
        var result = parametricRelu(node, tensors.channelsFirst(node.input(0)), node.input(1));
        tensors.putChannelsFirst(node.name(), result);
    }

    private String parametricRelu(GraphNode node, String input, String slope) {
        var broadcast = tensors.broadcastChannelsFirst(slope);
        if (broadcast == null)
            throw new UnsupportedOperationException(
                    "%s: the slope '%s' does not broadcast over a picture".formatted(node, slope));
        return graph.node("PRelu", List.of(input, broadcast));
    }

    /// `op` is ONNX' MaxPool or AveragePool; padded pixels count in neither framework's average.
    void pooling(GraphNode node, String op) {
        long[] window = node.integers("ksize");
        var result = graph.node(
                op,
                List.of(tensors.channelsFirst(node.input(0))),
                new Attribute.Wholes("kernel_shape", window[1], window[2]),
                strides(node),
                padding(node));
        tensors.putChannelsFirst(node.name(), result);
    }

    private static Attribute strides(GraphNode node) {
        long[] nhwc = node.integers("strides");
        return new Attribute.Wholes("strides", nhwc[1], nhwc[2]);
    }

    /// TensorFlow's SAME puts the odd pixel below and to the right, which ONNX calls SAME_UPPER.
    private static Attribute padding(GraphNode node) {
        return switch (node.text("padding")) {
            case "SAME" -> new Attribute.Text("auto_pad", "SAME_UPPER");
            case "VALID" -> new Attribute.Text("auto_pad", "VALID");
            case "EXPLICIT" -> {
                long[] nhwc = node.integers("explicit_paddings"); // before and after, for each axis
                yield new Attribute.Wholes("pads", nhwc[2], nhwc[4], nhwc[3], nhwc[5]);
            }
            default -> throw new UnsupportedOperationException(node + ": padding " + node.text("padding"));
        };
    }
}
