package dev.attune.models.convert;

/// Convolution and pooling by definition, NHWC, batch of one.
///
/// Padding is TensorFlow's: with SAME the output has `ceil(in / stride)` pixels, and of the
/// `max((out - 1) * stride + window - in, 0)` pixels that this needs, the larger half goes below and to the right.
final class ReferencePictures {
    private ReferencePictures() {}

    /// How the window moves along one axis.
    private record Axis(int in, int window, int stride, int dilation, int before, int out) {
        static Axis of(GraphNode node, int axis, int in, int window) {
            int stride = (int) node.integers("strides")[axis];
            int dilation = node.has("dilations") ? (int) node.integers("dilations")[axis] : 1;
            int reach = (window - 1) * dilation + 1;
            return switch (node.text("padding")) {
                case "SAME" -> {
                    int out = (in + stride - 1) / stride;
                    int padding = Math.max((out - 1) * stride + reach - in, 0);
                    yield new Axis(in, window, stride, dilation, padding / 2, out);
                }
                case "VALID" -> new Axis(in, window, stride, dilation, 0, (in - reach) / stride + 1);
                case "EXPLICIT" -> {
                    long[] pads = node.integers("explicit_paddings");
                    int padded = in + (int) (pads[2 * axis] + pads[2 * axis + 1]);
                    yield new Axis(in, window, stride, dilation, (int) pads[2 * axis], (padded - reach) / stride + 1);
                }
                default -> throw new IllegalArgumentException(node.text("padding"));
            };
        }

        /// The pixel under a position of the window; outside 0..in-1 it is padding.
        int source(int out, int offset) {
            return out * stride + offset * dilation - before;
        }

        boolean inside(int pixel) {
            return pixel >= 0 && pixel < in;
        }
    }

    static NdArray convolution(GraphNode node, NdArray x, NdArray weights, boolean depthwise) {
        var rows = Axis.of(node, 1, x.length(1), weights.length(0));
        var columns = Axis.of(node, 2, x.length(2), weights.length(1));
        int channels = weights.length(2);
        int filters = weights.length(3);
        var result = NdArray.zeros(1, rows.out, columns.out, depthwise ? channels * filters : filters);
        for (int y = 0; y < rows.out; y++)
            for (int column = 0; column < columns.out; column++)
                for (int ky = 0; ky < rows.window; ky++)
                    for (int kx = 0; kx < columns.window; kx++) {
                        int sy = rows.source(y, ky);
                        int sx = columns.source(column, kx);
                        if (!rows.inside(sy) || !columns.inside(sx)) continue;
                        int from = x.offset(0, sy, sx, 0);
                        int weight = weights.offset(ky, kx, 0, 0);
                        int to = result.offset(0, y, column, 0);
                        for (int c = 0; c < channels; c++)
                            for (int f = 0; f < filters; f++)
                                result.values()[to + (depthwise ? c * filters + f : f)] +=
                                        x.values()[from + c] * weights.values()[weight + c * filters + f];
                    }
        return result;
    }

    /// Padding never wins a maximum and never counts in an average.
    static NdArray pool(GraphNode node, NdArray x, boolean maximum) {
        long[] window = node.integers("ksize");
        var rows = Axis.of(node, 1, x.length(1), (int) window[1]);
        var columns = Axis.of(node, 2, x.length(2), (int) window[2]);
        var result = NdArray.zeros(1, rows.out, columns.out, x.length(3));
        for (int y = 0; y < rows.out; y++)
            for (int column = 0; column < columns.out; column++)
                for (int c = 0; c < x.length(3); c++) {
                    double best = Double.NEGATIVE_INFINITY;
                    double sum = 0;
                    int count = 0;
                    for (int ky = 0; ky < rows.window; ky++)
                        for (int kx = 0; kx < columns.window; kx++) {
                            int sy = rows.source(y, ky);
                            int sx = columns.source(column, kx);
                            if (!rows.inside(sy) || !columns.inside(sx)) continue;
                            double value = x.at(0, sy, sx, c);
                            best = Math.max(best, value);
                            sum += value;
                            count++;
                        }
                    result.set(maximum ? best : sum / count, 0, y, column, c);
                }
        return result;
    }
}
