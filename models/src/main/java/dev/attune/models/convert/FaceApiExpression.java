package dev.attune.models.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Builds the graph of face-api's expression network, which its package ships as weights alone.
///
/// Four dense blocks, each halving the picture, then a 7×7 average, one fully connected layer and softmax. Within a
/// block `c0..c3` are separable convolutions (depthwise 3×3, pointwise 1×1, bias), except that the very first is a
/// plain 3×3 one:
///
/// ```
/// a = relu(c0(x))          stride 2
/// b = a + c1(a)
/// c = b + c2(relu(b))
/// block(x) = relu(c + c3(relu(c)))
/// ```
/// Source: face-api.js, `faceFeatureExtractor/FaceFeatureExtractor` and `denseBlock`.
final class FaceApiExpression {
    private static final int BLOCKS = 4;
    private static final long INPUT_SIDE = 112;
    private static final int CLASSES = 7;

    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants = new HashMap<>();

    private FaceApiExpression(Map<String, Tensor> weights) {
        constants.putAll(weights);
    }

    /// Input `x` 1×112×112×3, output `prob` 1×7.
    static TfjsGraph read(Path weightsManifest) throws IOException {
        var manifest = JsonMapper.builder().build().readTree(weightsManifest);
        var weights =
                WeightShards.read(manifest, weightsManifest.toAbsolutePath().getParent());
        return new FaceApiExpression(weights).build();
    }

    private TfjsGraph build() {
        constants.put("flat", Tensor.of(new int[] {2}, new int[] {1, -1}));
        for (var name : constants.keySet().stream().sorted().toList())
            nodes.add(new GraphNode(name, "Const", List.of(), Map.of()));
        nodes.add(new GraphNode(
                "x",
                "Placeholder",
                List.of(),
                Map.of("dtype", "DT_FLOAT", "shape", List.of(1L, INPUT_SIDE, INPUT_SIDE, 3L))));
        var features = "x";
        for (int i = 0; i < BLOCKS; i++) features = denseBlock("dense" + i, features, i == 0);
        var pooled = add(
                "AvgPool",
                List.of(features),
                Map.of("ksize", List.of(1L, 7L, 7L, 1L), "strides", List.of(1L, 2L, 2L, 1L), "padding", "VALID"));
        var scores = sum(add("MatMul", List.of(add("Reshape", List.of(pooled, "flat")), "fc/weights")), "fc/bias");
        var probabilities = add("Softmax", List.of(scores));
        var outputs = new TreeMap<>(Map.of("prob", new TfjsGraph.Output(probabilities, new int[] {1, CLASSES})));
        return new TfjsGraph(nodes, constants, outputs);
    }

    private String denseBlock(String name, String x, boolean first) {
        var c0 = first
                ? sum(convolution("Conv2D", x, name + "/conv0/filters", 2), name + "/conv0/bias")
                : separable(name + "/conv0", x, 2);
        var a = relu(c0);
        var b = sum(a, separable(name + "/conv1", a, 1));
        var c = sum(b, separable(name + "/conv2", relu(b), 1));
        return relu(sum(c, separable(name + "/conv3", relu(c), 1)));
    }

    private String separable(String name, String x, long stride) {
        var depthwise = convolution("DepthwiseConv2dNative", x, name + "/depthwise_filter", stride);
        return sum(convolution("Conv2D", depthwise, name + "/pointwise_filter", 1), name + "/bias");
    }

    private String convolution(String op, String x, String weights, long stride) {
        return add(op, List.of(x, weights), Map.of("strides", List.of(1L, stride, stride, 1L), "padding", "SAME"));
    }

    private String relu(String x) {
        return add("Relu", List.of(x));
    }

    private String sum(String left, String right) {
        return add("AddV2", List.of(left, right));
    }

    private String add(String op, List<String> inputs) {
        return add(op, inputs, Map.of());
    }

    private String add(String op, List<String> inputs, Map<String, Object> attributes) {
        var name = op + nodes.size();
        nodes.add(new GraphNode(name, op, inputs, attributes));
        return name;
    }
}
