package dev.attune.face;

import dev.attune.models.CanonicalFace;
import java.util.stream.IntStream;

/// Parts of the face whose pattern of light and dark is steady enough to notice a cover.
///
/// Rectangles on the canonical face seen from the front, in centimetres; they overlap a little. Cheeks and jaw are left
/// out: they are plain skin, which looks like a hand, and show hair or background when the head turns.
enum FaceRegion {
    BROWS(Side.MIDDLE, 1, true, -2, 2, 2.2, 6),
    RIGHT_EYE(Side.RIGHT, 1, true, -6, -1.2, 0.8, 4.2),
    LEFT_EYE(Side.LEFT, 1, true, 1.2, 6, 0.8, 4.2),
    NOSE(Side.MIDDLE, 2, true, -1.9, 1.9, -2.6, 2.6),
    RIGHT_MOUTH(Side.RIGHT, 2, true, -3.4, 0, -7, -2.6),
    LEFT_MOUTH(Side.LEFT, 2, true, 0, 3.4, -7, -2.6),
    CHIN(Side.MIDDLE, 1, false, -3.5, 3.5, -9.5, -6.3);

    private static final double HIDDEN_YAW_DEGREES = 30; // the far half is foreshortened beyond

    private final Side side;
    private final double weight;
    private final boolean typical;
    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;

    FaceRegion(Side side, double weight, boolean typical, double minX, double maxX, double minY, double maxY) {
        this.side = side;
        this.weight = weight;
        this.typical = typical;
        this.minX = minX;
        this.maxX = maxX;
        this.minY = minY;
        this.maxY = maxY;
    }

    int[] points(CanonicalFace face) {
        return IntStream.range(0, MeshTopology.BASE_POINTS)
                .filter(point -> {
                    var vertex = face.vertices().get(point);
                    return vertex.x() >= minX && vertex.x() <= maxX && vertex.y() >= minY && vertex.y() <= maxY;
                })
                .toArray();
    }

    /// Share in the face; nose and mouth, which expression depends on most and hands cover first, count double.
    double weight() {
        return weight;
    }

    /// Whether most faces look alike here. Chins do not: they can only be compared with themselves.
    boolean typical() {
        return typical;
    }

    /// Whether the head's own turn hides it; that is no cover.
    boolean turnedAway(double yawDegrees) {
        return switch (side) {
            case LEFT -> yawDegrees > HIDDEN_YAW_DEGREES;
            case RIGHT -> yawDegrees < -HIDDEN_YAW_DEGREES;
            case MIDDLE -> false;
        };
    }

    private enum Side {
        LEFT,
        MIDDLE,
        RIGHT
    }
}
