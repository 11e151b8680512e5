package dev.attune.models.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A graph of a few nodes with seeded weights: one float input `x`, one output `y`.
final class SmallGraph {
    private final Random random = new Random(7);
    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private final int[] inputShape;

    SmallGraph(Integer... inputShape) {
        var sizes = new ArrayList<Long>();
        for (int length : inputShape) sizes.add((long) length);
        this.inputShape = sizes.stream().mapToInt(Math::toIntExact).toArray();
        nodes.add(new GraphNode("x", "Placeholder", List.of(), Map.of("dtype", "DT_FLOAT", "shape", sizes)));
    }

    String weights(int... shape) {
        var values = new float[Tensor.size(shape)];
        for (int i = 0; i < values.length; i++) values[i] = random.nextFloat() * 2 - 1;
        return constant(Tensor.of(shape, values));
    }

    String integers(int... values) {
        return constant(Tensor.of(new int[] {values.length}, values));
    }

    String scalar(int value) {
        return constant(Tensor.of(new int[0], new int[] {value}));
    }

    String constant(Tensor tensor) {
        var name = "constant" + nodes.size();
        nodes.add(new GraphNode(name, "Const", List.of(), Map.of()));
        constants.put(name, tensor);
        return name;
    }

    String node(String op, Map<String, Object> attributes, String... inputs) {
        var name = op + nodes.size();
        nodes.add(new GraphNode(name, op, List.of(inputs), attributes));
        return name;
    }

    String node(String op, String... inputs) {
        return node(op, Map.of(), inputs);
    }

    /// A 1×1 convolution that changes nothing but the layout in which the translation holds the picture.
    String asPicture(String tensor, int channels) {
        var identity = new float[channels * channels];
        for (int c = 0; c < channels; c++) identity[c * channels + c] = 1;
        var weights = constant(Tensor.of(new int[] {1, 1, channels, channels}, identity));
        return node("Conv2D", Map.of("strides", List.of(1L, 1L, 1L, 1L), "padding", "VALID"), tensor, weights);
    }

    TfjsGraph endingIn(String tensor, int... shape) {
        return new TfjsGraph(nodes, constants, new TreeMap<>(Map.of("y", new TfjsGraph.Output(tensor, shape))));
    }

    NdArray noise() {
        var noise = NdArray.zeros(inputShape);
        for (int i = 0; i < noise.values().length; i++) noise.values()[i] = random.nextFloat() * 4 - 2;
        return noise;
    }
}
