package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

/// Coarse proportions of a head, to tell faces apart that stand in the same picture within seconds.
///
/// Eighteen numbers from the pose-removed mesh; far too few and too noisy to recognise anybody. Kept in memory for the
/// life of a track, never written.
final class HeadShape {
    private static final int[] POINTS = {
        RIGHT_EYE_INNER, LEFT_EYE_INNER, RIGHT_NOSE_WING, LEFT_NOSE_WING, NOSE_TIP, NOSE_BASE, 10, 234, 454
    }; // 10 forehead, 234 and 454 beside the ears: points that expression hardly moves
    private static final double MEMORY = 0.9; // per frame: the shape of about the last ten

    private final double[] values;

    private HeadShape(double[] values) {
        this.values = values;
    }

    /// Positions relative to the middle of the outer eye corners, in outer-eye distances.
    static HeadShape of(HeadMesh mesh) {
        double x = (mesh.x(RIGHT_EYE_OUTER) + mesh.x(LEFT_EYE_OUTER)) / 2;
        double y = (mesh.y(RIGHT_EYE_OUTER) + mesh.y(LEFT_EYE_OUTER)) / 2;
        var values = new double[POINTS.length * 2];
        for (int i = 0; i < POINTS.length; i++) {
            values[2 * i] = mesh.x(POINTS[i]) - x;
            values[2 * i + 1] = mesh.y(POINTS[i]) - y;
        }
        return new HeadShape(values);
    }

    /// Root mean square difference of a coordinate, in outer-eye distances.
    double distance(HeadShape other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) sum += (values[i] - other.values[i]) * (values[i] - other.values[i]);
        return Math.sqrt(sum / values.length);
    }

    HeadShape blended(HeadShape newer) {
        var mixed = new double[values.length];
        for (int i = 0; i < mixed.length; i++) mixed[i] = MEMORY * values[i] + (1 - MEMORY) * newer.values[i];
        return new HeadShape(mixed);
    }
}
