package dev.attune.signals;

import java.util.Arrays;

/// One value of every [FaceMeasure] for the subject's left and right.
public final class FaceMeasures {
    private static final int COUNT = FaceMeasure.values().length;

    private final double[] left;
    private final double[] right;

    /// @param left in the order of [FaceMeasure#values()]; copied
    /// @param right likewise
    public FaceMeasures(double[] left, double[] right) {
        if (left.length != COUNT || right.length != COUNT)
            throw new IllegalArgumentException(
                    "expected %d measures a side, got %d and %d".formatted(COUNT, left.length, right.length));
        for (int i = 0; i < COUNT; i++) {
            Check.finite("left " + FaceMeasure.values()[i], left[i]);
            Check.finite("right " + FaceMeasure.values()[i], right[i]);
        }
        this.left = left.clone();
        this.right = right.clone();
    }

    public double left(FaceMeasure measure) {
        return left[measure.ordinal()];
    }

    public double right(FaceMeasure measure) {
        return right[measure.ordinal()];
    }

    public double mean(FaceMeasure measure) {
        return (left(measure) + right(measure)) / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaceMeasures that && Arrays.equals(left, that.left) && Arrays.equals(right, that.right);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(left) + Arrays.hashCode(right);
    }
}
