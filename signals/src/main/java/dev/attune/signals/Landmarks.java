package dev.attune.signals;

import java.util.Arrays;

/// The 478 points of the face mesh: 0..467 MediaPipe face topology, 468..472 the iris of the subject's right eye
/// (image left), 473..477 of the left eye, each iris with its centre first.
///
/// Pixels of the upright picture: x to the right, y down, z towards the back of the head in the scale of x.
public final class Landmarks {
    public static final int COUNT = 478;

    private final float[] xyz;

    /// @param xyz `[478, 3]` row-major; copied
    public Landmarks(float[] xyz) {
        if (xyz.length != COUNT * 3)
            throw new IllegalArgumentException("expected %d coordinates, got %d".formatted(COUNT * 3, xyz.length));
        for (float value : xyz) Check.finite("a landmark coordinate", value);
        this.xyz = xyz.clone();
    }

    public float x(int point) {
        return xyz[3 * point];
    }

    public float y(int point) {
        return xyz[3 * point + 1];
    }

    public float z(int point) {
        return xyz[3 * point + 2];
    }

    /// A copy, `[478, 3]` row-major.
    public float[] toArray() {
        return xyz.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Landmarks that && Arrays.equals(xyz, that.xyz);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xyz);
    }
}
