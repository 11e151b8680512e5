package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;

/// Takes every [FaceMeasure] from a pose-removed mesh.
final class FaceMeasurer {
    private FaceMeasurer() {}

    static FaceMeasures measure(HeadMesh mesh) {
        return new FaceMeasures(side(mesh, Side.LEFT), side(mesh, Side.RIGHT));
    }

    private static double[] side(HeadMesh mesh, Side side) {
        double midline =
                (mesh.x(RIGHT_EYE_OUTER) + mesh.x(RIGHT_EYE_INNER) + mesh.x(LEFT_EYE_INNER) + mesh.x(LEFT_EYE_OUTER))
                        / 4;
        // The wings of the nose lie about as deep as the mouth's corners, so an error of yaw moves both alike.
        double mouthMidline = (mesh.x(LEFT_NOSE_WING) + mesh.x(RIGHT_NOSE_WING)) / 2;
        double eyeLine = (mesh.y(side.eyeOuter) + mesh.y(side.eyeInner)) / 2;
        var values = new double[FaceMeasure.values().length];
        for (var measure : FaceMeasure.values()) {
            values[measure.ordinal()] = switch (measure) {
                case INNER_BROW_HEIGHT -> mesh.y(side.browInner) - eyeLine;
                case OUTER_BROW_HEIGHT -> mesh.y(side.browOuter) - eyeLine;
                case BROW_GAP -> Math.abs(mesh.x(side.browInner) - midline);
                case EYE_OPENING ->
                    mesh.frontalDistance(side.upperLid, side.lowerLid)
                            / Math.max(1e-6, mesh.frontalDistance(side.eyeOuter, side.eyeInner));
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
                LEFT_MOUTH_CORNER),
        RIGHT(
                RIGHT_EYE_OUTER,
                RIGHT_EYE_INNER,
                RIGHT_UPPER_LID,
                RIGHT_LOWER_LID,
                RIGHT_BROW_INNER,
                RIGHT_BROW_OUTER,
                RIGHT_NOSE_WING,
                RIGHT_MOUTH_CORNER);

        private final int eyeOuter;
        private final int eyeInner;
        private final int upperLid;
        private final int lowerLid;
        private final int browInner;
        private final int browOuter;
        private final int noseWing;
        private final int mouthCorner;

        Side(
                int eyeOuter,
                int eyeInner,
                int upperLid,
                int lowerLid,
                int browInner,
                int browOuter,
                int noseWing,
                int mouthCorner) {
            this.eyeOuter = eyeOuter;
            this.eyeInner = eyeInner;
            this.upperLid = upperLid;
            this.lowerLid = lowerLid;
            this.browInner = browInner;
            this.browOuter = browOuter;
            this.noseWing = noseWing;
            this.mouthCorner = mouthCorner;
        }
    }
}
