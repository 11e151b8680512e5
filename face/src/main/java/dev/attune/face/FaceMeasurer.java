package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;

/// Takes every [FaceMeasure] from a pose-removed mesh.
final class FaceMeasurer {
    private FaceMeasurer() {}

    static FaceMeasures measure(HeadMesh mesh, NoseWrinkles wrinkles) {
        return new FaceMeasures(side(mesh, Side.LEFT, wrinkles.left()), side(mesh, Side.RIGHT, wrinkles.right()));
    }

    private static double[] side(HeadMesh mesh, Side side, double wrinkles) {
        double midline =
                (mesh.x(RIGHT_EYE_OUTER) + mesh.x(RIGHT_EYE_INNER) + mesh.x(LEFT_EYE_INNER) + mesh.x(LEFT_EYE_OUTER))
                        / 4;
        // The wings of the nose lie about as deep as the mouth's corners, so an error of yaw moves both alike.
        double mouthMidline = (mesh.x(LEFT_NOSE_WING) + mesh.x(RIGHT_NOSE_WING)) / 2;
        double wingDepth = (mesh.z(LEFT_NOSE_WING) + mesh.z(RIGHT_NOSE_WING)) / 2;
        double eyeWidth = Math.max(1e-6, mesh.frontalDistance(side.eyeOuter, side.eyeInner));
        double eyeLine = (mesh.y(side.eyeOuter) + mesh.y(side.eyeInner)) / 2;
        var values = new double[FaceMeasure.values().length];
        for (var measure : FaceMeasure.values()) {
            values[measure.ordinal()] = switch (measure) {
                case INNER_BROW_HEIGHT -> mesh.y(side.browInner) - eyeLine;
                case OUTER_BROW_HEIGHT -> mesh.y(side.browOuter) - eyeLine;
                case BROW_GAP -> Math.abs(mesh.x(side.browInner) - midline);
                case EYE_OPENING -> mesh.frontalDistance(side.upperLid, side.lowerLid) / eyeWidth;
                case LOWER_LID_HEIGHT -> mesh.y(side.lowerLid) - eyeLine;
                case NOSE_WING_DISTANCE -> mesh.frontalDistance(side.eyeInner, side.noseWing);
                case UPPER_LIP_HEIGHT -> mesh.y(NOSE_BASE) - mesh.y(UPPER_LIP_TOP);
                case MOUTH_HALF_WIDTH -> Math.abs(mesh.x(side.mouthCorner) - mouthMidline);
                case CORNER_RISE -> mesh.y(side.mouthCorner) - mesh.y(UPPER_LIP_INNER);
                case LIP_GAP -> mesh.y(UPPER_LIP_INNER) - mesh.y(LOWER_LIP_INNER);
                case CHIN_DISTANCE -> mesh.y(NOSE_TIP) - mesh.y(CHIN);
                case LIP_THICKNESS ->
                    mesh.y(UPPER_LIP_TOP)
                            - mesh.y(UPPER_LIP_INNER)
                            + mesh.y(LOWER_LIP_INNER)
                            - mesh.y(LOWER_LIP_BOTTOM);
                case LOWER_LIP_TO_CHIN -> mesh.y(LOWER_LIP_BOTTOM) - mesh.y(CHIN);
                case MIDDLE_BROW_HEIGHT -> mesh.y(side.browMiddle) - eyeLine;
                case UPPER_LID_HEIGHT -> mesh.y(side.upperLid) - eyeLine;
                case INNER_EYE_OPENING -> mesh.frontalDistance(side.upperLidInner, side.lowerLidInner) / eyeWidth;
                case OUTER_EYE_OPENING -> mesh.frontalDistance(side.upperLidOuter, side.lowerLidOuter) / eyeWidth;
                case NOSE_HALF_WIDTH -> Math.abs(mesh.x(side.noseWing) - midline);
                case UPPER_LIP_SIDE_HEIGHT -> mesh.y(NOSE_BASE) - mesh.y(side.upperLipSide);
                case LOWER_LIP_SIDE_DROP -> mesh.y(NOSE_BASE) - mesh.y(side.lowerLipSide);
                case UPPER_LIP_THICKNESS -> mesh.y(UPPER_LIP_TOP) - mesh.y(UPPER_LIP_INNER);
                case LOWER_LIP_THICKNESS -> mesh.y(LOWER_LIP_INNER) - mesh.y(LOWER_LIP_BOTTOM);
                case CORNER_DROP -> mesh.y(NOSE_BASE) - mesh.y(side.mouthCorner);
                case INNER_MOUTH_HALF_WIDTH -> Math.abs(mesh.x(side.innerMouthCorner) - mouthMidline);
                case UPPER_LIP_FORWARD -> mesh.z(UPPER_LIP_TOP) - wingDepth;
                case LOWER_LIP_FORWARD -> mesh.z(LOWER_LIP_BOTTOM) - wingDepth;
                case CORNER_FORWARD -> mesh.z(side.mouthCorner) - wingDepth;
                case CHEEK_HEIGHT -> mesh.y(side.cheekBelowEye) - eyeLine;
                case CHEEK_HALF_WIDTH -> Math.abs(mesh.x(side.cheekBesideMouth) - mouthMidline);
                case JAW_HALF_WIDTH -> Math.abs(mesh.x(side.jaw) - mouthMidline);
                case NOSE_LENGTH -> eyeLine - mesh.y(NOSE_TIP);
                case NOSE_WRINKLES -> wrinkles;
            };
        }
        return values;
    }

    /// The points of one half of the face, by the subject's side.
    private enum Side {
        LEFT(
                LEFT_EYE_OUTER,
                LEFT_EYE_INNER,
                LEFT_UPPER_LID,
                LEFT_LOWER_LID,
                LEFT_BROW_INNER,
                LEFT_BROW_OUTER,
                LEFT_NOSE_WING,
                LEFT_MOUTH_CORNER,
                LEFT_UPPER_LID_INNER,
                LEFT_LOWER_LID_INNER,
                LEFT_UPPER_LID_OUTER,
                LEFT_LOWER_LID_OUTER,
                LEFT_BROW_MIDDLE,
                LEFT_UPPER_LIP_SIDE,
                LEFT_LOWER_LIP_SIDE,
                LEFT_INNER_MOUTH_CORNER,
                LEFT_CHEEK_BELOW_EYE,
                LEFT_CHEEK_BESIDE_MOUTH,
                LEFT_JAW),
        RIGHT(
                RIGHT_EYE_OUTER,
                RIGHT_EYE_INNER,
                RIGHT_UPPER_LID,
                RIGHT_LOWER_LID,
                RIGHT_BROW_INNER,
                RIGHT_BROW_OUTER,
                RIGHT_NOSE_WING,
                RIGHT_MOUTH_CORNER,
                RIGHT_UPPER_LID_INNER,
                RIGHT_LOWER_LID_INNER,
                RIGHT_UPPER_LID_OUTER,
                RIGHT_LOWER_LID_OUTER,
                RIGHT_BROW_MIDDLE,
                RIGHT_UPPER_LIP_SIDE,
                RIGHT_LOWER_LIP_SIDE,
                RIGHT_INNER_MOUTH_CORNER,
                RIGHT_CHEEK_BELOW_EYE,
                RIGHT_CHEEK_BESIDE_MOUTH,
                RIGHT_JAW);

        private final int eyeOuter;
        private final int eyeInner;
        private final int upperLid;
        private final int lowerLid;
        private final int browInner;
        private final int browOuter;
        private final int noseWing;
        private final int mouthCorner;
        private final int upperLidInner;
        private final int lowerLidInner;
        private final int upperLidOuter;
        private final int lowerLidOuter;
        private final int browMiddle;
        private final int upperLipSide;
        private final int lowerLipSide;
        private final int innerMouthCorner;
        private final int cheekBelowEye;
        private final int cheekBesideMouth;
        private final int jaw;

        Side(
                int eyeOuter,
                int eyeInner,
                int upperLid,
                int lowerLid,
                int browInner,
                int browOuter,
                int noseWing,
                int mouthCorner,
                int upperLidInner,
                int lowerLidInner,
                int upperLidOuter,
                int lowerLidOuter,
                int browMiddle,
                int upperLipSide,
                int lowerLipSide,
                int innerMouthCorner,
                int cheekBelowEye,
                int cheekBesideMouth,
                int jaw) {
            this.eyeOuter = eyeOuter;
            this.eyeInner = eyeInner;
            this.upperLid = upperLid;
            this.lowerLid = lowerLid;
            this.browInner = browInner;
            this.browOuter = browOuter;
            this.noseWing = noseWing;
            this.mouthCorner = mouthCorner;
            this.upperLidInner = upperLidInner;
            this.lowerLidInner = lowerLidInner;
            this.upperLidOuter = upperLidOuter;
            this.lowerLidOuter = lowerLidOuter;
            this.browMiddle = browMiddle;
            this.upperLipSide = upperLipSide;
            this.lowerLipSide = lowerLipSide;
            this.innerMouthCorner = innerMouthCorner;
            this.cheekBelowEye = cheekBelowEye;
            this.cheekBesideMouth = cheekBesideMouth;
            this.jaw = jaw;
        }
    }
}
