package dev.attune.models.convert;

import java.util.Arrays;

/// A dense row-major array of doubles, for the reference interpreter. Integers are doubles without a fraction.
record NdArray(int[] shape, double[] values) {
    NdArray {
        if (Tensor.size(shape) != values.length)
            throw new IllegalArgumentException(Arrays.toString(shape) + " does not fit " + values.length);
    }

    static NdArray zeros(int... shape) {
        return new NdArray(shape, new double[Tensor.size(shape)]);
    }

    static NdArray of(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Ints ints ->
                new NdArray(
                        ints.shape(),
                        Arrays.stream(ints.values()).asDoubleStream().toArray());
            case Tensor.Floats floats -> of(floats.values(), floats.shape());
        };
    }

    static NdArray of(float[] floats, int... shape) {
        var values = new double[floats.length];
        for (int i = 0; i < values.length; i++) values[i] = floats[i];
        return new NdArray(shape, values);
    }

    int rank() {
        return shape.length;
    }

    /// Length of an axis; negative axes count from the end.
    int length(int axis) {
        return shape[axis < 0 ? shape.length + axis : axis];
    }

    NdArray reshaped(int... newShape) {
        return new NdArray(newShape, values);
    }

    int[] integers() {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    double at(int... index) {
        return values[offset(index)];
    }

    void set(double value, int... index) {
        values[offset(index)] = value;
    }

    /// An index of fewer axes addresses the first element of a sub-array; an axis of length 1 takes any index.
    int offset(int... index) {
        int offset = 0;
        for (int axis = 0; axis < shape.length; axis++)
            offset = offset * shape[axis] + (axis < index.length && shape[axis] > 1 ? index[axis] : 0);
        return offset;
    }

    /// Moves to the next index in row-major order; false after the last.
    static boolean advance(int[] index, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (++index[axis] < shape[axis]) return true;
            index[axis] = 0;
        }
        return false;
    }
}
