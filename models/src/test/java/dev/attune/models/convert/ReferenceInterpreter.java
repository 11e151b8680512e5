package dev.attune.models.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Evaluates a TensorFlow.js graph by definition: plain loops, double precision, TensorFlow's own order of axes.
///
/// Written from TensorFlow's description of each operation and sharing no code with the translation, so that an
/// error in one shows as a difference. Slow, and only as general as the packaged networks need.
final class ReferenceInterpreter {
    private final Map<String, NdArray> tensors = new HashMap<>();

    private ReferenceInterpreter() {}

    /// The graph's outputs for one input, by name of the signature.
    static NamedArrays evaluate(TfjsGraph graph, NdArray input) {
        var interpreter = new ReferenceInterpreter();
        graph.constants().forEach((name, tensor) -> interpreter.tensors.put(name, NdArray.of(tensor)));
        for (var node : graph.nodes())
            if (!node.op().equals("Const"))
                interpreter.tensors.put(
                        node.name(), node.op().equals("Placeholder") ? input : interpreter.evaluate(node));
        var outputs = new HashMap<String, NdArray>();
        graph.outputs().forEach((name, output) -> outputs.put(name, interpreter.tensor(output.tensor())));
        return new NamedArrays(outputs);
    }

    private NdArray tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) throw new IllegalArgumentException("no tensor " + name);
        return tensor;
    }

    private NdArray evaluate(GraphNode node) {
        var x = tensor(node.input(0));
        return switch (node.op()) {
            case "Identity" -> x;
            case "Conv2D", "_FusedConv2D" -> fused(node, ReferencePictures.convolution(node, x, second(node), false));
            case "DepthwiseConv2dNative" -> fused(node, ReferencePictures.convolution(node, x, second(node), true));
            case "MaxPool" -> ReferencePictures.pool(node, x, true);
            case "AvgPool" -> ReferencePictures.pool(node, x, false);
            case "Prelu" -> binary(x, second(node), (a, slope) -> a >= 0 ? a : a * slope);
            case "Add", "AddV2", "BiasAdd" -> binary(x, second(node), Double::sum);
            case "AddN" ->
                all(node).stream().reduce((a, b) -> binary(a, b, Double::sum)).orElseThrow();
            case "Sub" -> binary(x, second(node), (a, b) -> a - b);
            case "Mul" -> binary(x, second(node), (a, b) -> a * b);
            case "RealDiv" -> binary(x, second(node), (a, b) -> a / b);
            case "FloorDiv" -> binary(x, second(node), (a, b) -> Math.floor(a / b));
            case "Maximum" -> binary(x, second(node), Math::max);
            case "Minimum" -> binary(x, second(node), Math::min);
            case "Relu" -> unary(x, a -> Math.max(0, a));
            case "Sigmoid" -> unary(x, a -> 1 / (1 + Math.exp(-a)));
            case "Floor" -> unary(x, Math::floor);
            case "Square" -> unary(x, a -> a * a);
            case "Rsqrt" -> unary(x, a -> 1 / Math.sqrt(a));
            case "Cast" -> node.text("DstT").equals("DT_INT32") ? unary(x, a -> (int) a) : x;
            case "Sum" -> reduce(node, x, 0, Double::sum);
            case "Prod" -> reduce(node, x, 1, (a, b) -> a * b);
            case "Max" -> reduce(node, x, Double.NEGATIVE_INFINITY, Math::max);
            case "Min" -> reduce(node, x, Double.POSITIVE_INFINITY, Math::min);
            case "Mean" -> mean(node, x);
            case "Softmax" -> softmax(x);
            case "MatMul", "BatchMatMul", "BatchMatMulV2" -> matrixProduct(node, x, second(node));
            case "Pad" -> pad(x, second(node).integers());
            case "Reshape" -> reshape(x, second(node).integers());
            case "Transpose" -> transpose(x, second(node).integers());
            case "ConcatV2" -> concatenate(node);
            case "StridedSlice" -> slice(node, x);
            case "GatherV2" -> gather(x, second(node), tensor(node.input(2)).integers()[0]);
            case "GatherNd" -> gatherByPosition(x, second(node));
            default -> throw new UnsupportedOperationException(node.toString());
        };
    }

    private NdArray second(GraphNode node) {
        return tensor(node.input(1));
    }

    private List<NdArray> all(GraphNode node) {
        return node.inputs().stream().map(this::tensor).toList();
    }

    private NdArray fused(GraphNode node, NdArray convolved) {
        var result = convolved;
        int next = 2;
        for (var operation : node.texts("fused_ops"))
            result = switch (operation) {
                case "BiasAdd" -> binary(result, tensor(node.input(next++)), Double::sum);
                case "Relu" -> unary(result, a -> Math.max(0, a));
                case "Relu6" -> unary(result, a -> Math.clamp(a, 0, 6));
                case "Prelu" -> binary(result, tensor(node.input(next++)), (a, slope) -> a >= 0 ? a : a * slope);
                default -> throw new UnsupportedOperationException(operation);
            };
        return result;
    }

    static NdArray unary(NdArray x, DoubleUnaryOperator function) {
        return new NdArray(x.shape(), Arrays.stream(x.values()).map(function).toArray());
    }

    /// Shapes are aligned at their last axis; missing axes and axes of length 1 repeat.
    static NdArray binary(NdArray left, NdArray right, DoubleBinaryOperator function) {
        int rank = Math.max(left.rank(), right.rank());
        var a = withRank(left, rank);
        var b = withRank(right, rank);
        var shape = new int[rank];
        for (int axis = 0; axis < rank; axis++) shape[axis] = Math.max(a.length(axis), b.length(axis));
        var result = NdArray.zeros(shape);
        var index = new int[rank];
        int next = 0;
        do result.values()[next++] = function.applyAsDouble(a.at(index), b.at(index));
        while (NdArray.advance(index, shape));
        return result;
    }

    private static NdArray withRank(NdArray x, int rank) {
        var shape = new int[rank];
        Arrays.fill(shape, 1);
        System.arraycopy(x.shape(), 0, shape, rank - x.rank(), x.rank());
        return x.reshaped(shape);
    }

    private NdArray reduce(GraphNode node, NdArray x, double start, DoubleBinaryOperator function) {
        int[] kept = x.shape().clone();
        for (int axis : second(node).integers()) kept[axis < 0 ? axis + x.rank() : axis] = 1;
        var result = NdArray.zeros(kept);
        Arrays.fill(result.values(), start);
        var index = new int[x.rank()];
        int next = 0;
        do {
            int target = result.offset(index); // reduced axes have length 1 and take any index
            result.values()[target] = function.applyAsDouble(result.values()[target], x.values()[next++]);
        } while (NdArray.advance(index, x.shape()));
        if (node.flag("keep_dims")) return result;
        var reduced = Arrays.stream(second(node).integers())
                .map(axis -> axis < 0 ? axis + x.rank() : axis)
                .boxed()
                .toList();
        var shape = new ArrayList<Integer>();
        for (int axis = 0; axis < x.rank(); axis++) if (!reduced.contains(axis)) shape.add(x.length(axis));
        return result.reshaped(shape.stream().mapToInt(Integer::intValue).toArray());
    }

    private NdArray mean(GraphNode node, NdArray x) {
        var sum = reduce(node, x, 0, Double::sum);
        double count = (double) x.values().length / sum.values().length;
        return unary(sum, a -> a / count);
    }

    private static NdArray softmax(NdArray x) {
        int classes = x.length(-1);
        var result = unary(x, Math::exp);
        for (int row = 0; row < result.values().length; row += classes) {
            double sum = 0;
            for (int i = 0; i < classes; i++) sum += result.values()[row + i];
            for (int i = 0; i < classes; i++) result.values()[row + i] /= sum;
        }
        return result;
    }

    private static NdArray matrixProduct(GraphNode node, NdArray left, NdArray right) {
        var a = node.flag("adj_x") || node.flag("transpose_a") ? swapLastAxes(left) : left;
        var b = node.flag("adj_y") || node.flag("transpose_b") ? swapLastAxes(right) : right;
        int rank = Math.max(a.rank(), b.rank());
        a = withRank(a, rank);
        b = withRank(b, rank);
        var shape = new int[rank];
        for (int axis = 0; axis < rank - 2; axis++) shape[axis] = Math.max(a.length(axis), b.length(axis));
        shape[rank - 2] = a.length(-2);
        shape[rank - 1] = b.length(-1);
        var result = NdArray.zeros(shape);
        var index = new int[rank];
        int next = 0;
        do {
            int[] ofA = index.clone();
            int[] ofB = index.clone();
            double sum = 0;
            for (int k = 0; k < a.length(-1); k++) {
                ofA[rank - 1] = k;
                ofB[rank - 2] = k;
                sum += a.at(ofA) * b.at(ofB);
            }
            result.values()[next++] = sum;
        } while (NdArray.advance(index, shape));
        return result;
    }

    private static NdArray swapLastAxes(NdArray x) {
        var order = new int[x.rank()];
        for (int axis = 0; axis < order.length; axis++) order[axis] = axis;
        order[order.length - 2] = order.length - 1;
        order[order.length - 1] = order.length - 2;
        return transpose(x, order);
    }

    private static NdArray transpose(NdArray x, int[] order) {
        var result = NdArray.zeros(Arrays.stream(order).map(x::length).toArray());
        var index = new int[x.rank()];
        var target = new int[x.rank()];
        int next = 0;
        do {
            for (int axis = 0; axis < order.length; axis++) target[axis] = index[order[axis]];
            result.set(x.values()[next++], target);
        } while (NdArray.advance(index, x.shape()));
        return result;
    }

    private static NdArray pad(NdArray x, int[] beforeAndAfter) {
        var shape = x.shape().clone();
        for (int axis = 0; axis < shape.length; axis++)
            shape[axis] += beforeAndAfter[2 * axis] + beforeAndAfter[2 * axis + 1];
        var result = NdArray.zeros(shape);
        var index = new int[x.rank()];
        var target = new int[x.rank()];
        int next = 0;
        do {
            for (int axis = 0; axis < target.length; axis++) target[axis] = index[axis] + beforeAndAfter[2 * axis];
            result.set(x.values()[next++], target);
        } while (NdArray.advance(index, x.shape()));
        return result;
    }

    private static NdArray reshape(NdArray x, int[] shape) {
        int known = 1;
        for (int length : shape) if (length >= 0) known *= length;
        int[] complete = shape.clone();
        for (int axis = 0; axis < shape.length; axis++) if (shape[axis] < 0) complete[axis] = x.values().length / known;
        return x.reshaped(complete);
    }

    private NdArray concatenate(GraphNode node) {
        var parts = all(node).subList(0, node.inputs().size() - 1);
        int rank = parts.getFirst().rank();
        int axis = tensor(node.inputs().getLast()).integers()[0];
        if (axis < 0) axis += rank;
        var shape = parts.getFirst().shape().clone();
        shape[axis] = 0;
        for (var part : parts) shape[axis] += part.length(axis);
        var result = NdArray.zeros(shape);
        int start = 0;
        for (var part : parts) {
            var index = new int[rank];
            int next = 0;
            do {
                var target = index.clone();
                target[axis] += start;
                result.set(part.values()[next++], target);
            } while (NdArray.advance(index, part.shape()));
            start += part.length(axis);
        }
        return result;
    }

    private NdArray slice(GraphNode node, NdArray x) {
        int[] begins = tensor(node.input(1)).integers();
        int[] ends = tensor(node.input(2)).integers();
        int[] steps = tensor(node.input(3)).integers();
        var chosen = new ArrayList<List<Integer>>();
        var shape = new ArrayList<Integer>();
        for (int axis = 0; axis < x.rank(); axis++) {
            var indices = new ArrayList<Integer>();
            int length = x.length(axis);
            if (axis >= begins.length) {
                for (int i = 0; i < length; i++) indices.add(i);
                shape.add(length);
            } else if (bit(node, "shrink_axis_mask", axis)) {
                indices.add(begins[axis] < 0 ? begins[axis] + length : begins[axis]);
            } else {
                int step = steps[axis];
                int begin = bit(node, "begin_mask", axis) ? (step > 0 ? 0 : length - 1) : wrap(begins[axis], length);
                int end = bit(node, "end_mask", axis) ? (step > 0 ? length : -1) : wrap(ends[axis], length);
                for (int i = begin; step > 0 ? i < Math.min(end, length) : i > end; i += step) indices.add(i);
                shape.add(indices.size());
            }
            chosen.add(indices);
        }
        var full = chosen.stream().mapToInt(List::size).toArray();
        var result = new double[Tensor.size(full)];
        var index = new int[x.rank()];
        int next = 0;
        do {
            var from = new int[x.rank()];
            for (int axis = 0; axis < from.length; axis++)
                from[axis] = chosen.get(axis).get(index[axis]);
            result[next++] = x.at(from);
        } while (NdArray.advance(index, full));
        return new NdArray(shape.stream().mapToInt(Integer::intValue).toArray(), result);
    }

    private static boolean bit(GraphNode node, String mask, int axis) {
        return (node.integer(mask, 0) >> axis & 1) == 1;
    }

    private static int wrap(int index, int length) {
        return index < 0 ? index + length : index;
    }

    private static NdArray gather(NdArray x, NdArray indices, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < x.rank(); i++) inner *= x.length(i);
        int outer = x.values().length / (x.length(axis) * inner);
        var values = new double[outer * indices.values().length * inner];
        int next = 0;
        for (int o = 0; o < outer; o++)
            for (int index : indices.integers())
                for (int i = 0; i < inner; i++) values[next++] = x.values()[(o * x.length(axis) + index) * inner + i];
        var shape = new ArrayList<Integer>();
        for (int i = 0; i < axis; i++) shape.add(x.length(i));
        for (int length : indices.shape()) shape.add(length);
        for (int i = axis + 1; i < x.rank(); i++) shape.add(x.length(i));
        return new NdArray(shape.stream().mapToInt(Integer::intValue).toArray(), values);
    }

    /// The last axis of `positions` addresses the first axes of `x`.
    private static NdArray gatherByPosition(NdArray x, NdArray positions) {
        int depth = positions.length(-1);
        int count = positions.values().length / depth;
        int inner = 1;
        for (int axis = depth; axis < x.rank(); axis++) inner *= x.length(axis);
        var values = new double[count * inner];
        for (int i = 0; i < count; i++) {
            int[] position = Arrays.copyOfRange(positions.integers(), i * depth, (i + 1) * depth);
            System.arraycopy(x.values(), x.offset(position), values, i * inner, inner);
        }
        var shape = new int[positions.rank() - 1 + x.rank() - depth];
        System.arraycopy(positions.shape(), 0, shape, 0, positions.rank() - 1);
        System.arraycopy(x.shape(), depth, shape, positions.rank() - 1, x.rank() - depth);
        return new NdArray(shape, values);
    }
}
