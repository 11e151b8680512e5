package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.signals.HeadPose;

/// What one frame tells of where each eye points: the numbers that the gaze model weighs, and that it is trained on.
///
/// The left eye is mirrored, so that one model serves both: its inputs and its yaw have the sign of a right eye's.
///
/// @param right of the subject's right eye, [#SIZE] numbers: a constant, then products of the place of the iris and
///     the lids between the eye's corners (shares of its width) and the head's angles (units of 30 degrees)
/// @param left of the left eye, mirrored
/// @param pose the head's, which the direction in the head is turned by
@SuppressWarnings("ArrayRecordComponent") // a carrier between model and trainer, never compared
public record GazeEvidence(double[] right, double[] left, HeadPose pose) {
    public static final int SIZE = 27;
    private static final double ANGLE_UNIT_DEGREES = 30;

    static GazeEvidence of(HeadMesh mesh, HeadPose pose) {
        return new GazeEvidence(eye(mesh, pose, Eye.RIGHT), eye(mesh, pose, Eye.LEFT), pose);
    }

    private static double[] eye(HeadMesh mesh, HeadPose pose, Eye eye) {
        double dx = mesh.x(eye.inner) - mesh.x(eye.outer);
        double dy = mesh.y(eye.inner) - mesh.y(eye.outer);
        double width = Math.max(1e-6, Math.hypot(dx, dy));
        var corners = new Corners(
                (mesh.x(eye.inner) + mesh.x(eye.outer)) / 2,
                (mesh.y(eye.inner) + mesh.y(eye.outer)) / 2,
                dx / width,
                dy / width,
                width,
                eye.side);
        double across = corners.across(mesh.x(eye.iris), mesh.y(eye.iris));
        double iris = corners.up(mesh.x(eye.iris), mesh.y(eye.iris));
        double upper = lid(mesh, corners, eye.upperLid);
        double lower = lid(mesh, corners, eye.lowerLid);
        double yaw = eye.side * pose.yaw() / ANGLE_UNIT_DEGREES;
        double pitch = pose.pitch() / ANGLE_UNIT_DEGREES;
        double opening = upper - lower;
        return new double[] {
            1,
            across,
            iris,
            upper,
            lower,
            width,
            yaw,
            pitch,
            across * yaw,
            across * across,
            iris * pitch,
            upper * pitch,
            iris * yaw * yaw,
            across * yaw * yaw,
            yaw * yaw,
            pitch * pitch,
            across * opening,
            iris * opening,
            upper * yaw,
            lower * yaw,
            yaw * pitch,
            iris * across,
            upper * across,
            across * width,
            iris * yaw,
            lower * pitch,
            lower * across
        };
    }

    private static double lid(HeadMesh mesh, Corners corners, int[] points) {
        double sum = 0;
        for (int point : points) sum += corners.up(mesh.x(point), mesh.y(point));
        return sum / points.length;
    }

    /// The line of an eye's corners, from the outer to the inner one.
    private record Corners(double x, double y, double ux, double uy, double width, int side) {
        /// 0 in the middle, 0.5 on the inner corner.
        double across(double px, double py) {
            return ((px - x) * ux + (py - y) * uy) / width;
        }

        double up(double px, double py) {
            return side * ((py - y) * ux - (px - x) * uy) / width;
        }
    }

    private enum Eye {
        RIGHT(1, RIGHT_EYE_OUTER, RIGHT_EYE_INNER, RIGHT_IRIS, new int[] {160, 159, 158}, new int[] {144, 145, 153}),
        LEFT(-1, LEFT_EYE_OUTER, LEFT_EYE_INNER, LEFT_IRIS, new int[] {387, 386, 385}, new int[] {373, 374, 380});

        private final int side;
        private final int outer;
        private final int inner;
        private final int iris;
        private final int[] upperLid;
        private final int[] lowerLid;

        Eye(int side, int outer, int inner, int iris, int[] upperLid, int[] lowerLid) {
            this.side = side;
            this.outer = outer;
            this.inner = inner;
            this.iris = iris;
            this.upperLid = upperLid;
            this.lowerLid = lowerLid;
        }
    }
}
