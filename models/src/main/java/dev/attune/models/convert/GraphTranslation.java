package dev.attune.models.convert;

import dev.attune.models.convert.OnnxGraph.Attribute;
import dev.attune.models.convert.OnnxGraph.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Translates a TensorFlow.js graph into ONNX, node by node.
///
/// Only the operations that the packaged networks use are known; anything else is refused by name, because a
/// network that is nearly right is worse than none. Convolutions and pooling are in [PictureOperations].
final class GraphTranslation {
    private final TfjsGraph source;
    private final OnnxGraph graph = new OnnxGraph();
    private final TensorLayouts tensors;
    private final PictureOperations pictures;

    private GraphTranslation(TfjsGraph source) {
        this.source = source;
        this.tensors = new TensorLayouts(graph, source.constants());
        this.pictures = new PictureOperations(graph, tensors);
    }

    /// The bytes of an ONNX model whose inputs and outputs bear the names of the source's signature. The same graph
    /// always gives the same bytes.
    static byte[] toOnnx(TfjsGraph source) {
        var translation = new GraphTranslation(source);
        for (var node : source.nodes()) translation.translate(node);
        translation.addOutputs();
        return translation.graph.toModel();
    }

    private void addOutputs() {
        source.outputs()
                .forEach((name, output) -> graph.output(name, tensors.rowMajor(output.tensor()), output.shape()));
    }

    private void translate(GraphNode node) {
        switch (node.op()) {
            case "Const" -> tensors.constant(node.name()); // a constant without weights is an error here, not later
            case "Placeholder" -> input(node);
            case "Identity" -> tensors.alias(node.name(), node.input(0));

            case "Conv2D", "_FusedConv2D" -> pictures.convolution(node);
            case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative" -> pictures.depthwiseConvolution(node);
            case "Prelu" -> pictures.parametricRelu(node);
            case "MaxPool" -> pictures.pooling(node, "MaxPool");
            case "AvgPool" -> pictures.pooling(node, "AveragePool");

            case "Add", "AddV2", "BiasAdd" -> binary(node, "Add");
            case "Sub" -> binary(node, "Sub");
            case "Mul" -> binary(node, "Mul");
            case "RealDiv" -> binary(node, "Div");
            case "FloorDiv" -> floorDivision(node);
            case "Maximum" -> binary(node, "Max");
            case "Minimum" -> binary(node, "Min");
            case "AddN" -> sum(node);

            case "Relu" -> unary(node, x -> graph.node("Relu", List.of(x)));
            case "Sigmoid" -> unary(node, x -> graph.node("Sigmoid", List.of(x)));
            case "Floor" -> unary(node, x -> graph.node("Floor", List.of(x)));
            case "Square" -> unary(node, x -> graph.node("Mul", List.of(x, x)));
            case "Rsqrt" -> unary(node, x -> graph.node("Reciprocal", List.of(graph.node("Sqrt", List.of(x)))));
            case "Softmax" -> put(node, "Softmax", new Attribute.Whole("axis", -1));
            case "Cast" -> cast(node);

            case "Sum" -> sumOverAxes(node);
            case "Mean" -> reduction(node, "ReduceMean");
            case "Max" -> reduction(node, "ReduceMax");
            case "Min" -> reduction(node, "ReduceMin");
            case "Prod" -> reduction(node, "ReduceProd");

            case "MatMul", "BatchMatMul", "BatchMatMulV2" -> matrixProduct(node);
            case "Pad" -> pad(node);
            case "Reshape" -> reshape(node);
            case "Transpose" -> put(node, "Transpose", new Attribute.Wholes("perm", tensors.integers(node.input(1))));
            case "ConcatV2" -> concatenation(node);
            case "StridedSlice" -> slice(node);
            case "GatherV2" -> gather(node);
            case "GatherNd" -> gatherByPosition(node);

            default ->
                throw new UnsupportedOperationException(
                        "%s has no translation to ONNX. Maybe add it to GraphTranslation, with a test."
                                .formatted(node));
        }
    }

    private void input(GraphNode node) {
        var type = node.text("dtype");
        if (!type.equals("DT_FLOAT"))
            throw new UnsupportedOperationException("%s takes %s, only DT_FLOAT is known".formatted(node, type));
        graph.input(node.name(), ElementType.FLOAT, node.integers("shape"));
        tensors.putRowMajor(node.name(), node.name());
    }

    /// An operation on one tensor that keeps TensorFlow's order of axes.
    private void put(GraphNode node, String op, Attribute... attributes) {
        tensors.putRowMajor(node.name(), graph.node(op, List.of(tensors.rowMajor(node.input(0))), attributes));
    }

    private void unary(GraphNode node, UnaryOperator<String> translation) {
        var input = node.input(0);
        if (tensors.isChannelsFirst(input))
            tensors.putChannelsFirst(node.name(), translation.apply(tensors.channelsFirst(input)));
        else tensors.putRowMajor(node.name(), translation.apply(tensors.rowMajor(input)));
    }

    private void binary(GraphNode node, String op) {
        var left = node.input(0);
        var right = node.input(1);
        if (tensors.isChannelsFirst(left) || tensors.isChannelsFirst(right)) {
            var leftPicture = tensors.broadcastChannelsFirst(left);
            var rightPicture = tensors.broadcastChannelsFirst(right);
            if (leftPicture != null && rightPicture != null) {
                tensors.putChannelsFirst(node.name(), graph.node(op, List.of(leftPicture, rightPicture)));
                return;
            }
        }
        var operands = List.of(tensors.rowMajor(left), tensors.rowMajor(right));
        tensors.putRowMajor(node.name(), graph.node(op, operands));
    }

    /// TensorFlow rounds the quotient down, ONNX' Div on floats does not round at all.
    private void floorDivision(GraphNode node) {
        if (node.has("T") && !node.text("T").equals("DT_FLOAT"))
            throw new UnsupportedOperationException(
                    "%s divides %s, only DT_FLOAT is known".formatted(node, node.text("T")));
        var operands = List.of(tensors.rowMajor(node.input(0)), tensors.rowMajor(node.input(1)));
        tensors.putRowMajor(node.name(), graph.node("Floor", List.of(graph.node("Div", operands))));
    }

    private void sum(GraphNode node) {
        if (node.inputs().stream().allMatch(tensors::isChannelsFirst))
            tensors.putChannelsFirst(node.name(), graph.node("Sum", allChannelsFirst(node.inputs())));
        else tensors.putRowMajor(node.name(), graph.node("Sum", allRowMajor(node.inputs())));
    }

    private void cast(GraphNode node) {
        var type = node.text("DstT");
        long number = switch (type) {
            case "DT_FLOAT" -> 1;
            case "DT_INT32" -> 6;
            default -> throw new UnsupportedOperationException(node + " to " + type);
        };
        put(node, "Cast", new Attribute.Whole("to", number));
    }

    private void reduction(GraphNode node, String op) {
        put(node, op, new Attribute.Wholes("axes", tensors.integers(node.input(1))), keepDimensions(node));
    }

    /// From operator set 13 on, ReduceSum alone takes its axes as an input.
    private void sumOverAxes(GraphNode node) {
        var inputs = List.of(tensors.rowMajor(node.input(0)), graph.longs(tensors.integers(node.input(1))));
        tensors.putRowMajor(node.name(), graph.node("ReduceSum", inputs, keepDimensions(node)));
    }

    private static Attribute keepDimensions(GraphNode node) {
        return new Attribute.Whole("keepdims", node.flag("keep_dims") ? 1 : 0);
    }

    private void matrixProduct(GraphNode node) {
        var left = tensors.rowMajor(node.input(0));
        var right = tensors.rowMajor(node.input(1));
        if (node.flag("transpose_a") || node.flag("adj_x")) left = transposedMatrices(left);
        if (node.flag("transpose_b") || node.flag("adj_y")) right = transposedMatrices(right);
        tensors.putRowMajor(node.name(), graph.node("MatMul", List.of(left, right)));
    }

    /// Einsum and not Transpose, because the operands may differ in rank and the graph does not state it.
    private String transposedMatrices(String tensor) {
        return graph.node("Einsum", List.of(tensor), new Attribute.Text("equation", "...ij->...ji"));
    }

    /// TensorFlow pairs (before, after) for each axis; ONNX lists all befores, then all afters.
    private void pad(GraphNode node) {
        var input = node.input(0);
        long[] pairs = tensors.integers(node.input(1));
        boolean picture = tensors.isChannelsFirst(input);
        int[] axes = picture ? new int[] {0, 3, 1, 2} : axes(pairs.length / 2);
        var amounts = new long[pairs.length];
        for (int i = 0; i < axes.length; i++) {
            amounts[i] = pairs[2 * axes[i]];
            amounts[axes.length + i] = pairs[2 * axes[i] + 1];
        }
        if (picture)
            tensors.putChannelsFirst(
                    node.name(), graph.node("Pad", List.of(tensors.channelsFirst(input), graph.longs(amounts))));
        else
            tensors.putRowMajor(node.name(), graph.node("Pad", List.of(tensors.rowMajor(input), graph.longs(amounts))));
    }

    private static int[] axes(int rank) {
        var axes = new int[rank];
        for (int i = 0; i < rank; i++) axes[i] = i;
        return axes;
    }

    private void reshape(GraphNode node) {
        var shape = node.input(1);
        var inputs = List.of(
                tensors.rowMajor(node.input(0)),
                tensors.isConstant(shape) ? graph.longs(tensors.integers(shape)) : asLongs(shape));
        tensors.putRowMajor(node.name(), graph.node("Reshape", inputs));
    }

    private void concatenation(GraphNode node) {
        var parts = node.inputs().subList(0, node.inputs().size() - 1);
        long axis = tensors.integers(node.inputs().getLast())[0];
        if (parts.stream().allMatch(tensors::isChannelsFirst)) {
            long[] nchwAxis = {0, 2, 3, 1}; // where NHWC's axes are in NCHW
            var moved = new Attribute.Whole("axis", nchwAxis[(int) (axis < 0 ? axis + 4 : axis)]);
            tensors.putChannelsFirst(node.name(), graph.node("Concat", allChannelsFirst(parts), moved));
        } else {
            var result = graph.node("Concat", allRowMajor(parts), new Attribute.Whole("axis", axis));
            tensors.putRowMajor(node.name(), result);
        }
    }

    /// `StridedSlice` with begin, end and shrink masks, whose bit i speaks of axis i.
    private void slice(GraphNode node) {
        if (node.integer("ellipsis_mask", 0) != 0 || node.integer("new_axis_mask", 0) != 0)
            throw new UnsupportedOperationException(node + " uses an ellipsis or a new axis");
        long[] begins = tensors.integers(node.input(1));
        long[] ends = tensors.integers(node.input(2));
        long[] steps = tensors.integers(node.input(3));
        long openBegins = node.integer("begin_mask", 0);
        long openEnds = node.integer("end_mask", 0);
        long shrink = node.integer("shrink_axis_mask", 0);
        var axes = new long[begins.length];
        var dropped = new ArrayList<Long>();
        for (int axis = 0; axis < begins.length; axis++) {
            axes[axis] = axis;
            boolean forwards = steps[axis] > 0;
            if (bit(shrink, axis)) {
                dropped.add((long) axis);
                ends[axis] = begins[axis] == -1 ? Long.MAX_VALUE : begins[axis] + 1;
                steps[axis] = 1;
            } else {
                if (bit(openBegins, axis)) begins[axis] = forwards ? 0 : Long.MAX_VALUE;
                if (bit(openEnds, axis)) ends[axis] = forwards ? Long.MAX_VALUE : Long.MIN_VALUE;
            }
        }
        var result = graph.node(
                "Slice",
                List.of(
                        tensors.rowMajor(node.input(0)),
                        graph.longs(begins),
                        graph.longs(ends),
                        graph.longs(axes),
                        graph.longs(steps)));
        if (!dropped.isEmpty()) {
            long[] squeezed = dropped.stream().mapToLong(Long::longValue).toArray();
            result = graph.node("Squeeze", List.of(result, graph.longs(squeezed)));
        }
        tensors.putRowMajor(node.name(), result);
    }

    private static boolean bit(long mask, int axis) {
        return (mask >> axis & 1) == 1;
    }

    private void gather(GraphNode node) {
        var inputs = List.of(tensors.rowMajor(node.input(0)), tensors.rowMajor(node.input(1)));
        var axis = new Attribute.Whole("axis", tensors.integers(node.input(2))[0]);
        tensors.putRowMajor(node.name(), graph.node("Gather", inputs, axis));
    }

    /// Positions are held inside the data, as TensorFlow.js does on WebGL. The face mesh needs it: its own limit lets
    /// a mouth that leaves the picture look up row 48 of 48, which ONNX Runtime refuses.
    private void gatherByPosition(GraphNode node) {
        var data = tensors.rowMajor(node.input(0));
        var positions = asLongs(node.input(1));
        var rank = graph.node(
                "Slice",
                List.of(graph.node("Shape", List.of(positions)), graph.longs(-1), graph.longs(Long.MAX_VALUE)));
        var sizes = graph.node("Slice", List.of(graph.node("Shape", List.of(data)), graph.longs(0), rank));
        var last = graph.node("Sub", List.of(sizes, graph.longs(1)));
        var inside = graph.node("Min", List.of(positions, last));
        tensors.putRowMajor(node.name(), graph.node("GatherND", List.of(data, inside)));
    }

    private String asLongs(String tensor) {
        return graph.node("Cast", List.of(tensors.rowMajor(tensor)), new Attribute.Whole("to", 7)); // INT64
    }

    private List<String> allRowMajor(List<String> names) {
        return names.stream().map(tensors::rowMajor).toList();
    }

    private List<String> allChannelsFirst(List<String> names) {
        return names.stream().map(tensors::channelsFirst).toList();
    }
}
