package dev.attune.face;

import dev.attune.models.CanonicalFace;
import dev.attune.models.ModelStore;
import java.util.Arrays;
import java.util.Random;

/// The canonical face, turned by known angles and put into a picture of 640 x 480.
final class SyntheticFace {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    static final Rotation AHEAD = Rotation.ofDegrees(0, 0, 0);
    static final PoseAnchors ANCHORS = new PoseAnchors(canonical());
    static final FacePattern PATTERN = new FacePattern(canonical());

    private static final double PIXELS_PER_CENTIMETRE = 12;

    private final double[] head; // [478, 3] centimetres, y up, z to the camera

    private SyntheticFace(double[] head) {
        this.head = head;
    }

    private static CanonicalFace canonical() {
        try (var store = ModelStore.bundled()) {
            return store.canonicalFace();
        }
    }

    /// At rest, irises in the middle of the eyes.
    static SyntheticFace atRest() {
        var head = new double[478 * 3];
        var vertices = canonical().vertices();
        for (int i = 0; i < vertices.size(); i++) {
            head[3 * i] = vertices.get(i).x();
            head[3 * i + 1] = vertices.get(i).y();
            head[3 * i + 2] = vertices.get(i).z();
        }
        var face = new SyntheticFace(head);
        for (int i = 0; i < MeshTopology.IRIS_POINTS; i++) {
            face.centre(MeshTopology.RIGHT_IRIS + i, MeshTopology.RIGHT_EYE_OUTER, MeshTopology.RIGHT_EYE_INNER);
            face.centre(MeshTopology.LEFT_IRIS + i, MeshTopology.LEFT_EYE_OUTER, MeshTopology.LEFT_EYE_INNER);
        }
        return face;
    }

    private void centre(int point, int one, int other) {
        for (int axis = 0; axis < 3; axis++)
            head[3 * point + axis] = (head[3 * one + axis] + head[3 * other + axis]) / 2;
    }

    /// Centimetres above the middle of the head.
    double heightOf(int point) {
        return head[3 * point + 1];
    }

    /// Grey values of a clearly seen face, one of many: the average one and what only this one has.
    static float[] luma(long seed) {
        var random = new Random(seed);
        float[] luma = FacePattern.populationLuma();
        for (int i = 0; i < luma.length; i++) luma[i] = (float) (0.5 + 0.1 * (luma[i] + 0.5 * random.nextGaussian()));
        return luma;
    }

    /// A copy with one point moved, in outer-eye distances of the head's frame.
    SyntheticFace moved(int point, double right, double up) {
        var copy = Arrays.copyOf(head, head.length);
        double unit = 8.9; // outer eye corners of the canonical face lie 8.9 cm apart
        copy[3 * point] += right * unit;
        copy[3 * point + 1] += up * unit;
        return new SyntheticFace(copy);
    }

    /// A copy with one point laid onto another.
    SyntheticFace onto(int point, int target) {
        var copy = Arrays.copyOf(head, head.length);
        System.arraycopy(head, 3 * target, copy, 3 * point, 3);
        return new SyntheticFace(copy);
    }

    /// `[478, 3]` pixels, y down, z away from the camera, centred at (x, y).
    float[] pictured(Rotation rotation, double x, double y, double zoom) {
        var points = new float[head.length];
        double scale = PIXELS_PER_CENTIMETRE * zoom;
        for (int i = 0; i < head.length; i += 3) {
            points[i] = (float) (x + scale * rotation.x(head[i], head[i + 1], head[i + 2]));
            points[i + 1] = (float) (y - scale * rotation.y(head[i], head[i + 1], head[i + 2]));
            points[i + 2] = (float) (-scale * rotation.z(head[i], head[i + 1], head[i + 2]));
        }
        return points;
    }

    float[] pictured(Rotation rotation) {
        return pictured(rotation, WIDTH / 2.0, HEIGHT / 2.0, 1);
    }

    HeadMesh poseRemoved(Rotation rotation) {
        float[] points = pictured(rotation);
        return HeadMesh.of(
                points, HeadPoseFit.of(points, ANCHORS, WIDTH, HEIGHT).meshRotation());
    }
}
