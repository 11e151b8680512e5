package dev.attune.models.convert;

import dev.attune.models.convert.OnnxGraph.Attribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows under which ONNX name, and in which order of axes, each TensorFlow tensor exists so far.
///
/// TensorFlow keeps pictures as NHWC, ONNX convolutions want NCHW. A tensor may exist in either order or in both;
/// a Transpose is added only when a reader asks for the order that is missing, so that a chain of convolutions
/// stays NCHW from end to end. "Row-major" is TensorFlow's own order, whatever the rank.
final class TensorLayouts {
    private final OnnxGraph graph;
    private final Map<String, Tensor> constants;
    private final Map<String, String> rowMajor = new HashMap<>();
    private final Map<String, String> channelsFirst = new HashMap<>();

    TensorLayouts(OnnxGraph graph, Map<String, Tensor> constants) {
        this.graph = graph;
        this.constants = new HashMap<>(constants);
    }

    void putRowMajor(String tensor, String onnxName) {
        rowMajor.put(tensor, onnxName);
    }

    void putChannelsFirst(String tensor, String onnxName) {
        channelsFirst.put(tensor, onnxName);
    }

    boolean isChannelsFirst(String tensor) {
        return channelsFirst.containsKey(tensor);
    }

    /// The tensor in TensorFlow's order of axes.
    String rowMajor(String tensor) {
        return rowMajor.computeIfAbsent(tensor, name -> {
            var pictures = channelsFirst.get(name);
            return pictures != null
                    ? graph.node("Transpose", List.of(pictures), new Attribute.Wholes("perm", 0, 2, 3, 1))
                    : graph.constant(constant(name));
        });
    }

    /// A picture tensor (rank 4) as NCHW.
    String channelsFirst(String tensor) {
        return channelsFirst.computeIfAbsent(
                tensor,
                name -> graph.node("Transpose", List.of(rowMajor(name)), new Attribute.Wholes("perm", 0, 3, 1, 2)));
    }

    /// The tensor as an operand of an element-wise operation whose other operand is NCHW: a picture, or a constant
    /// that broadcasts over one. Null when it is neither.
    @Nullable
    String broadcastChannelsFirst(String tensor) {
        if (isChannelsFirst(tensor)) return channelsFirst(tensor);
        return constants.get(tensor) instanceof Tensor.Floats floats ? broadcastChannelsFirst(floats) : null;
    }

    private @Nullable String broadcastChannelsFirst(Tensor.Floats constant) {
        int[] shape = constant.shape();
        float[] values = constant.values();
        int rank = shape.length;
        if (values.length == 1) return graph.floats(values, 1);
        if (rank > 0 && values.length == shape[rank - 1]) return graph.floats(values, values.length, 1, 1);
        if (rank == 3 || rank == 4 && shape[0] == 1) {
            int height = shape[rank - 3];
            int width = shape[rank - 2];
            int channels = shape[rank - 1];
            var moved = new float[values.length];
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    for (int c = 0; c < channels; c++)
                        moved[(c * height + y) * width + x] = values[(y * width + x) * channels + c];
            return graph.floats(moved, channels, height, width);
        }
        return null;
    }

    boolean isConstant(String tensor) {
        return constants.containsKey(tensor);
    }

    Tensor constant(String tensor) {
        var constant = constants.get(tensor);
        if (constant == null)
            throw new UnsupportedOperationException(
                    "'%s' has to be a constant, but the graph computes it".formatted(tensor));
        return constant;
    }

    Tensor.Floats floats(String tensor) {
        if (constant(tensor) instanceof Tensor.Floats floats) return floats;
        throw new IllegalArgumentException("'%s' should hold floats".formatted(tensor));
    }

    long[] integers(String tensor) {
        if (!(constant(tensor) instanceof Tensor.Ints ints))
            throw new IllegalArgumentException("'%s' should hold integers".formatted(tensor));
        var values = new long[ints.values().length];
        for (int i = 0; i < values.length; i++) values[i] = ints.values()[i];
        return values;
    }

    /// Lets `tensor` stand for everything that is known of `original`.
    void alias(String tensor, String original) {
        if (constants.containsKey(original)) constants.put(tensor, constant(original));
        else if (isChannelsFirst(original)) putChannelsFirst(tensor, channelsFirst(original));
        else putRowMajor(tensor, rowMajor(original));
    }
}
