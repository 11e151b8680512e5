package dev.attune.models.convert;

import java.util.Arrays;

/// A constant of the graph, row-major. Quantised weights are already widened to float.
sealed interface Tensor {
    int[] shape();

    static Tensor of(int[] shape, float[] values) {
        return new Floats(shape, values);
    }

    static Tensor of(int[] shape, int[] values) {
        return new Ints(shape, values);
    }

    record Floats(int[] shape, float[] values) implements Tensor {
        public Floats {
            check(shape, values.length);
        }
    }

    record Ints(int[] shape, int[] values) implements Tensor {
        public Ints {
            check(shape, values.length);
        }
    }

    /// Number of elements of a shape; the empty shape is a scalar.
    static int size(int[] shape) {
        int size = 1;
        for (int length : shape) size = Math.multiplyExact(size, length);
        return size;
    }

    private static void check(int[] shape, int values) {
        if (size(shape) != values)
            throw new IllegalArgumentException(
                    "shape %s does not fit %d values".formatted(Arrays.toString(shape), values));
    }
}
