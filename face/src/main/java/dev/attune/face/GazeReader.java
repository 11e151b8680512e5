package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.Reason;

/// Gaze from the place of the irises between the eye corners, turned by the head; formula `gaze-iris/1`.
///
/// The slopes are the median response of the mesh to a rendered head with known eye rotation; on real people the
/// formula is unvalidated. Downward gaze beyond about 8 degrees hides behind the lid and reads too small.
final class GazeReader {
    static final String FORMULA = "gaze-iris";
    static final String VERSION = "1";

    private static final double ACROSS_PER_DEGREE = 0.0056; // share of the eye's width; rendered heads, 120 frames
    private static final double UP_PER_DEGREE = 0.0021; // the same for height; 96 frames
    private static final double MIDDLE = 0.5; // of the eye's width
    private static final double REST_HEIGHT =
            0.056; // iris above the corner line, share of the eye's width; 141 neutral press portraits

    private static final double MIN_OPENING = 0.15; // shut lids still read 0.06 to 0.09; irises vanish before that
    private static final double MAX_HEAD_YAW_DEGREES = 30; // beyond, one eye is foreshortened to nonsense
    private static final double MAX_EYE_YAW_DEGREES = 45; // the eye turns no further
    private static final double MAX_EYE_PITCH_DEGREES = 30;

    private GazeReader() {}

    static GazeReading read(HeadMesh mesh, FaceMeasures measures, Rotation headToCamera) {
        boolean eyesOpen = Math.min(measures.left(FaceMeasure.EYE_OPENING), measures.right(FaceMeasure.EYE_OPENING))
                >= MIN_OPENING;
        if (!eyesOpen) return new GazeReading.NotMeasurable(Reason.EYES_CLOSED);
        if (Math.abs(headToCamera.yawDegrees()) > MAX_HEAD_YAW_DEGREES)
            return new GazeReading.NotMeasurable(Reason.HEAD_TURNED);

        // Looking left moves the left iris outwards and the right one inwards; what both share is convergence.
        double right = inward(mesh, RIGHT_IRIS, RIGHT_EYE_OUTER, RIGHT_EYE_INNER) - MIDDLE;
        double left = MIDDLE - inward(mesh, LEFT_IRIS, LEFT_EYE_OUTER, LEFT_EYE_INNER);
        double rightUp = upward(mesh, RIGHT_IRIS, RIGHT_EYE_OUTER, RIGHT_EYE_INNER);
        double leftUp = upward(mesh, LEFT_IRIS, LEFT_EYE_OUTER, LEFT_EYE_INNER);
        return new GazeReading.Seen(
                gaze((right + left) / 2, (rightUp + leftUp) / 2, headToCamera),
                gaze(left, leftUp, headToCamera),
                gaze(right, rightUp, headToCamera),
                Math.cos(Math.toRadians(headToCamera.yawDegrees())));
    }

    private static Gaze gaze(double across, double up, Rotation headToCamera) {
        double yaw = limited(across / ACROSS_PER_DEGREE, MAX_EYE_YAW_DEGREES);
        double pitch = limited((up - REST_HEIGHT) / UP_PER_DEGREE, MAX_EYE_PITCH_DEGREES);
        double x = Math.sin(yaw) * Math.cos(pitch);
        double y = Math.sin(pitch);
        double z = Math.cos(yaw) * Math.cos(pitch);
        double towards = headToCamera.z(x, y, z);
        return new Gaze(
                Math.toDegrees(Math.atan2(headToCamera.x(x, y, z), towards)),
                Math.toDegrees(Math.asin(Math.clamp(headToCamera.y(x, y, z), -1, 1))));
    }

    private static double limited(double degrees, double limit) {
        return Math.toRadians(Math.clamp(degrees, -limit, limit));
    }

    /// 0 with the iris on the outer corner, 1 on the inner one.
    private static double inward(HeadMesh mesh, int iris, int outer, int inner) {
        double dx = mesh.x(inner) - mesh.x(outer);
        double dy = mesh.y(inner) - mesh.y(outer);
        double along = (mesh.x(iris) - mesh.x(outer)) * dx + (mesh.y(iris) - mesh.y(outer)) * dy;
        return along / Math.max(1e-9, dx * dx + dy * dy);
    }

    private static double upward(HeadMesh mesh, int iris, int outer, int inner) {
        double height = mesh.y(iris) - (mesh.y(outer) + mesh.y(inner)) / 2;
        return height / Math.max(1e-6, mesh.frontalDistance(outer, inner));
    }
}
