package dev.attune.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each operation on its own: ONNX Runtime on the translated graph against the reference interpreter.
class GraphTranslationTest {
    private static final double TOLERANCE = 1e-5; // float against double, sums of up to a hundred products of about 1

    @Test
    void paddingSameWithStrideTwoPutsTheOddPixelBelowAndRight() throws OrtException {
        var graph = new SmallGraph(1, 4, 4, 1);
        var ones = graph.constant(Tensor.of(new int[] {3, 3, 1, 1}, new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}));
        var y = graph.node("Conv2D", window("SAME", 2), "x", ones);
        var input = new NdArray(
                new int[] {1, 4, 4, 1}, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

        var result = OnnxSession.run(GraphTranslation.toOnnx(graph.endingIn(y, 1, 2, 2, 1)), input);

        // by hand: the windows begin at pixels 0 and 2, and only the second one hangs over the edge
        assertThat(result.get("y").values()).containsExactly(54, 45, 72, 54);
    }

    @ParameterizedTest
    @CsvSource({
        "SAME, 1, 7, 6", "SAME, 2, 7, 6", "SAME, 2, 8, 5", "SAME, 3, 8, 7",
        "VALID, 1, 7, 6", "VALID, 2, 7, 6", "VALID, 2, 8, 5", "VALID, 3, 8, 7"
    })
    void convolves(String padding, long stride, int height, int width) {
        var graph = new SmallGraph(1, height, width, 3);
        assertSame(graph, graph.node("Conv2D", window(padding, stride), "x", graph.weights(3, 3, 3, 4)));
    }

    @ParameterizedTest
    @CsvSource({"SAME, 1", "SAME, 2", "VALID, 1", "VALID, 2"})
    void convolvesEachChannelOnItsOwn(String padding, long stride) {
        var graph = new SmallGraph(1, 9, 8, 3);
        var weights = graph.weights(5, 3, 3, 2);
        assertSame(graph, graph.node("DepthwiseConv2dNative", window(padding, stride), "x", weights));
    }

    @Test
    void convolvesWithExplicitPaddingAndDilation() {
        var attributes = new HashMap<>(window("EXPLICIT", 2));
        attributes.put("explicit_paddings", List.of(0L, 0L, 1L, 2L, 3L, 0L, 0L, 0L));
        attributes.put("dilations", List.of(1L, 2L, 1L, 1L));
        var graph = new SmallGraph(1, 9, 8, 2);
        assertSame(graph, graph.node("Conv2D", attributes, "x", graph.weights(3, 3, 2, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Relu6"})
    void fusesBiasAndActivationIntoTheConvolution(String activation) {
        var graph = new SmallGraph(1, 6, 6, 3);
        var attributes = fused("BiasAdd", activation);
        assertSame(graph, graph.node("_FusedConv2D", attributes, "x", graph.weights(3, 3, 3, 4), graph.weights(4)));
    }

    @Test
    void fusesBiasAndParametricReluIntoTheConvolution() {
        var graph = new SmallGraph(1, 6, 6, 3);
        var weights = graph.weights(3, 3, 3, 4);
        var bias = graph.weights(4);
        var slope = graph.weights(1, 1, 4);
        assertSame(graph, graph.node("_FusedConv2D", fused("BiasAdd", "Prelu"), "x", weights, bias, slope));
    }

    @Test
    void appliesASlopePerPixelAndChannel() {
        var graph = new SmallGraph(1, 4, 5, 3);
        assertSame(graph, graph.node("Prelu", "x", graph.weights(4, 5, 3)));
    }

    @ParameterizedTest
    @CsvSource({"MaxPool, SAME", "MaxPool, VALID", "AvgPool, SAME", "AvgPool, VALID"})
    void pools(String op, String padding) {
        var attributes = new HashMap<>(window(padding, 2));
        attributes.put("ksize", List.of(1L, 3L, 2L, 1L));
        var graph = new SmallGraph(1, 7, 6, 3);
        assertSame(graph, graph.node(op, attributes, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AddV2", "Sub", "Mul", "RealDiv", "FloorDiv", "Maximum", "Minimum"})
    void combinesTwoTensors(String op) {
        var graph = new SmallGraph(2, 3, 4);
        assertSame(graph, graph.node(op, "x", graph.weights(3, 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AddV2", "Sub", "Mul"})
    void combinesAPictureWithConstantsOfEveryBroadcastableShape(String op) {
        var graph = new SmallGraph(1, 4, 5, 3);
        var picture = graph.asPicture("x", 3);
        var perChannel = graph.node(op, picture, graph.weights(3));
        var perPixel = graph.node(op, perChannel, graph.weights(4, 5, 1));
        var full = graph.node(op, graph.weights(1, 4, 5, 3), perPixel);
        assertSame(graph, graph.node(op, full, graph.weights(1)));
    }

    @Test
    void combinesAPictureWithATensorThatIsNone() {
        var graph = new SmallGraph(1, 4, 5, 3);
        var maximum = graph.node("Max", Map.of("keep_dims", true), "x", graph.integers(3));
        assertSame(graph, graph.node("AddV2", graph.asPicture("x", 3), maximum));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Sigmoid", "Floor", "Square", "Identity", "Softmax"})
    void mapsEveryElement(String op) {
        var graph = new SmallGraph(1, 4, 5, 3);
        assertSame(graph, graph.node(op, graph.asPicture("x", 3)));
    }

    @Test
    void invertsTheRoot() {
        var graph = new SmallGraph(1, 4);
        assertSame(graph, graph.node("Rsqrt", graph.node("Square", "x")));
    }

    @Test
    void castsTowardsZeroAndBack() {
        var graph = new SmallGraph(2, 5);
        var whole = graph.node("Cast", Map.of("DstT", "DT_INT32"), "x");
        assertSame(graph, graph.node("Cast", Map.of("DstT", "DT_FLOAT"), whole));
    }

    @ParameterizedTest
    @CsvSource({"Sum, true", "Sum, false", "Mean, false", "Max, true", "Min, false", "Prod, true"})
    void reducesAxes(String op, boolean keep) {
        var graph = new SmallGraph(1, 4, 5, 3);
        var picture = graph.asPicture("x", 3);
        assertSame(graph, graph.node(op, Map.of("keep_dims", keep), picture, graph.integers(1, 2)));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void multipliesMatricesEitherWayRound(boolean left, boolean right) {
        var graph = new SmallGraph(2, 4, 4);
        var attributes = Map.<String, Object>of("adj_x", left, "adj_y", right);
        assertSame(graph, graph.node("BatchMatMulV2", attributes, "x", graph.weights(2, 4, 4)));
    }

    @Test
    void multipliesMatricesOfDifferentRank() {
        var graph = new SmallGraph(1, 2, 3, 4);
        assertSame(graph, graph.node("BatchMatMulV2", Map.of("adj_y", true), "x", graph.weights(5, 4)));
    }

    @Test
    void padsPicturesAndOtherTensors() {
        var graph = new SmallGraph(1, 4, 5, 3);
        var amounts = graph.integers(0, 0, 1, 2, 0, 1, 0, 4);
        var sum = graph.node(
                "AddV2", graph.node("Pad", graph.asPicture("x", 3), amounts), graph.node("Pad", "x", amounts));
        assertSame(graph, sum);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, -1, -2})
    void concatenatesPicturesAlongEveryAxis(int axis) {
        var graph = new SmallGraph(1, 4, 5, 3);
        var picture = graph.asPicture("x", 3);
        assertSame(graph, graph.node("ConcatV2", picture, graph.node("Relu", picture), graph.scalar(axis)));
    }

    @Test
    void concatenatesAPictureWithATensorThatIsNone() {
        var graph = new SmallGraph(1, 4, 5, 3);
        assertSame(graph, graph.node("ConcatV2", graph.asPicture("x", 3), "x", graph.scalar(3)));
    }

    @Test
    void addsManyTensors() {
        var graph = new SmallGraph(1, 4, 5, 3);
        var picture = graph.asPicture("x", 3);
        var pictures = graph.node("AddN", picture, picture, picture);
        assertSame(graph, graph.node("AddN", pictures, "x"));
    }

    @Test
    void reshapesAndTransposesInTheOrderOfTensorFlow() {
        var graph = new SmallGraph(1, 4, 5, 3);
        var reshaped = graph.node("Reshape", graph.asPicture("x", 3), graph.integers(2, -1, 6));
        assertSame(graph, graph.node("Transpose", reshaped, graph.integers(2, 0, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        // begin, end and shrink mask
        "0, 0, 0",
        "1, 0, 0",
        "0, 2, 0",
        "3, 3, 0",
        "0, 0, 2",
        "1, 5, 2"
    })
    void slices(long beginMask, long endMask, long shrinkMask) {
        var graph = new SmallGraph(4, 5, 6);
        var masks =
                Map.<String, Object>of("begin_mask", beginMask, "end_mask", endMask, "shrink_axis_mask", shrinkMask);
        var begins = graph.integers(1, 2, -5);
        var ends = graph.integers(4, -1, 6);
        assertSame(graph, graph.node("StridedSlice", masks, "x", begins, ends, graph.integers(1, 1, 2)));
    }

    @Test
    void slicesBackwards() {
        var graph = new SmallGraph(6);
        var masks = Map.<String, Object>of("begin_mask", 1L, "end_mask", 1L);
        var minusTwo = graph.integers(-2);
        assertSame(graph, graph.node("StridedSlice", masks, "x", graph.integers(0), graph.integers(0), minusTwo));
    }

    @Test
    void gathersRowsAndPositions() {
        var graph = new SmallGraph(1, 4, 3);
        var rows = graph.node("GatherV2", "x", graph.integers(3, 0, 0), graph.scalar(1));
        var positions = graph.constant(Tensor.of(new int[] {2, 2}, new int[] {0, 2, 0, 0}));
        assertSame(graph, graph.node("GatherNd", rows, positions));
    }

    @Test
    void theSameGraphGivesTheSameBytes() {
        assertThat(GraphTranslation.toOnnx(oneConvolution())).isEqualTo(GraphTranslation.toOnnx(oneConvolution()));
    }

    @Test
    void anUnknownOperationIsRefusedByName() {
        var graph = new SmallGraph(1, 4);
        var end = graph.endingIn(graph.node("NonMaxSuppressionV5", "x"), 1, 4);
        assertThatThrownBy(() -> GraphTranslation.toOnnx(end))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("NonMaxSuppressionV5 'NonMaxSuppressionV51'");
    }

    @Test
    void weightsThatTheGraphComputesAreRefused() {
        var graph = new SmallGraph(3, 3, 2, 2);
        var end = graph.endingIn(graph.node("Conv2D", window("SAME", 1), "x", graph.node("Relu", "x")), 1);
        assertThatThrownBy(() -> GraphTranslation.toOnnx(end))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("has to be a constant");
    }

    private static TfjsGraph oneConvolution() {
        var graph = new SmallGraph(1, 6, 6, 3);
        var weights = graph.weights(3, 3, 3, 4);
        return graph.endingIn(
                graph.node("_FusedConv2D", fused("BiasAdd", "Relu"), "x", weights, graph.weights(4)), 1, 6, 6, 4);
    }

    private static Map<String, Object> window(String padding, long stride) {
        return Map.of("padding", padding, "strides", List.of(1L, stride, stride, 1L));
    }

    private static Map<String, Object> fused(String... operations) {
        var attributes = new HashMap<>(window("SAME", 1));
        attributes.put("fused_ops", List.of(operations));
        return attributes;
    }

    private static void assertSame(SmallGraph graph, String tensor) {
        var input = graph.noise();
        var expected =
                ReferenceInterpreter.evaluate(graph.endingIn(tensor), input).get("y");
        var onnx = GraphTranslation.toOnnx(graph.endingIn(tensor, expected.shape()));
        NdArray actual;
        try {
            actual = OnnxSession.run(onnx, input).get("y");
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime refuses the graph", e);
        }
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.values()).containsExactly(expected.values(), within(TOLERANCE));
    }
}
