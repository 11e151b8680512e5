package dev.attune.evaluation;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Presence;
import java.util.List;

/// Attune's values in the units and directions of OpenFace 2.2.
///
/// OpenFace's camera frame has x to the image right, y down and z away from the camera; angles are
/// right-handed radians about these axes. So its yaw and pitch are the negatives of ours, while roll
/// agrees. The signs were checked against the 3-D points of a file written by OpenFace (pose against
/// the depth of eyes and chin).
final class OpenFace {
    /// The units OpenFace gives an intensity for, `AU01_r` …
    static final List<Integer> INTENSITY_UNITS = List.of(1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26, 45);

    /// The units OpenFace gives a presence for, `AU01_c` …
    static final List<Integer> PRESENCE_UNITS =
            List.of(1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26, 28, 45);

    /// Intensity from which a unit counts as present: FACS level A.
    static final double PRESENT_FROM = 1.0;

    /// The mesh point nearest to each of the 68 iBUG points, in iBUG order.
    ///
    /// The two schemes were annotated differently: the mesh has no ear-to-chin curve of 17 even steps
    /// and its brows are bands of points, so jaw, brow and nose points agree only to a few per cent of
    /// the face's width; eye and lip points are the same corners and contours.
    private static final int[] MESH_POINT = {
        // jaw, from image left to image right
        162,
        234,
        93,
        58,
        172,
        136,
        149,
        148,
        152,
        377,
        378,
        365,
        397,
        288,
        323,
        454,
        389,
        // brows: the subject's right from outside inwards, then the left from inside outwards
        70,
        63,
        105,
        66,
        107,
        336,
        296,
        334,
        293,
        300,
        // nose bridge downwards, then nostrils from image left to image right
        168,
        197,
        5,
        4,
        98,
        97,
        2,
        326,
        327,
        // the subject's right eye, then the left: clockwise from the corner at image left
        33,
        160,
        158,
        133,
        153,
        144,
        362,
        385,
        387,
        263,
        373,
        380,
        // outer lips clockwise from the corner at image left, then inner lips
        61,
        39,
        37,
        0,
        267,
        269,
        291,
        405,
        314,
        17,
        84,
        181,
        78,
        82,
        13,
        312,
        308,
        317,
        14,
        87
    };

    static final int POINTS = MESH_POINT.length;

    private OpenFace() {}

    /// Pixels from the left border.
    static double x(Landmarks mesh, int point) {
        return mesh.x(MESH_POINT[point]);
    }

    /// Pixels from the upper border.
    static double y(Landmarks mesh, int point) {
        return mesh.y(MESH_POINT[point]);
    }

    static int meshPoint(int point) {
        return MESH_POINT[point];
    }

    /// 1 when the unit counts as present, else 0; NaN for one that is seen too badly to say.
    static double presence(ActionUnit unit) {
        if (unit.presence() == Presence.UNKNOWN) return Double.NaN;
        return unit.intensity() >= PRESENT_FROM ? 1 : 0;
    }

    static double rx(HeadTurn pose) {
        return -Math.toRadians(pose.pitch());
    }

    static double ry(HeadTurn pose) {
        return -Math.toRadians(pose.yaw());
    }

    static double rz(HeadTurn pose) {
        return Math.toRadians(pose.roll());
    }

    /// Radians; positive looks to the image right.
    static double gazeAngleX(Gaze gaze) {
        return Math.atan2(gazeX(gaze), -gazeZ(gaze));
    }

    /// Radians; positive looks down.
    static double gazeAngleY(Gaze gaze) {
        return Math.atan2(gazeY(gaze), -gazeZ(gaze));
    }

    static double gazeX(Gaze gaze) {
        return Math.sin(Math.toRadians(gaze.yaw())) * Math.cos(Math.toRadians(gaze.pitch()));
    }

    static double gazeY(Gaze gaze) {
        return -Math.sin(Math.toRadians(gaze.pitch()));
    }

    static double gazeZ(Gaze gaze) {
        return -Math.cos(Math.toRadians(gaze.yaw())) * Math.cos(Math.toRadians(gaze.pitch()));
    }
}
