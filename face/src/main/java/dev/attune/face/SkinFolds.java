package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.signals.FaceMeasure;
import java.util.Arrays;

/// How folded the skin is where the mesh does not follow it: gradient energy across the fold in a small patch that the
/// mesh places, over the patch's brightness, as a logarithm. Weak evidence: light, make-up, hair and blur move it too,
/// so it counts only against the same person's neutral face.
///
/// @param left in the order of the appearance measures of [FaceMeasure]
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record SkinFolds(double[] left, double[] right) {
    private static final int SIZE = FaceMesh.INPUT_SIZE;
    private static final int COUNT = FaceMeasure.values().length - FaceMeasure.EYE_CORNER_FOLDS.ordinal();
    private static final double FLOOR = 1e-5; // sensor noise of a good camera
    private static final double UNSEEN = -4; // about the middle of real faces; against it nothing stands out
    private static final double RADIUS = 0.075; // outer-eye distances

    /// Of a face whose picture is not at hand.
    static SkinFolds unseen() {
        var values = new double[COUNT];
        Arrays.fill(values, UNSEEN);
        return new SkinFolds(values, values);
    }

    /// @param grey `[192, 192]`, 0..1, the crop the mesh was fitted in
    /// @param points `[478, 3]`, pixels of the picture
    static SkinFolds of(float[] grey, Crop crop, float[] points) {
        var place = new Place(crop, points);
        double unit = Math.hypot(
                place.x(LEFT_EYE_OUTER) - place.x(RIGHT_EYE_OUTER), place.y(LEFT_EYE_OUTER) - place.y(RIGHT_EYE_OUTER));
        var left = side(grey, place, unit, 1, LEFT_EYE_OUTER, LEFT_LOWER_LID, LEFT_NOSE_WING, LEFT_MOUTH_CORNER);
        var right = side(grey, place, unit, -1, RIGHT_EYE_OUTER, RIGHT_LOWER_LID, RIGHT_NOSE_WING, RIGHT_MOUTH_CORNER);
        return new SkinFolds(left, right);
    }

    /// @param outwards 1 for the subject's left, which is the picture's right
    private static double[] side(
            float[] grey, Place place, double unit, int outwards, int eye, int lid, int wing, int corner) {
        int radius = Math.max(2, (int) Math.round(RADIUS * unit));
        return new double[] {
            energy(grey, place.x(eye) + 0.15 * unit * outwards, place.y(eye), radius, 0, 1),
            energy(grey, place.x(lid), place.y(lid) + 0.11 * unit, radius, 0, 1),
            energy(grey, place.x(NOSE_ROOT), place.y(NOSE_ROOT), radius, 0, 1),
            energy(
                    grey,
                    (place.x(wing) + place.x(corner)) / 2 + 0.06 * unit * outwards,
                    (place.y(wing) + place.y(corner)) / 2,
                    radius,
                    1,
                    1),
            energy(grey, place.x(corner) + 0.10 * unit * outwards, place.y(corner), radius, 1, 0),
            energy(
                    grey,
                    (place.x(LOWER_LIP_BOTTOM) + place.x(CHIN)) / 2,
                    (place.y(LOWER_LIP_BOTTOM) + place.y(CHIN)) / 2,
                    radius,
                    1,
                    1)
        };
    }

    /// @param across weight of changes along a row
    /// @param down weight of changes along a column
    private static double energy(float[] grey, double x, double y, int radius, double across, double down) {
        int fromX = Math.max(1, (int) x - radius);
        int toX = Math.min(SIZE - 2, (int) x + radius);
        int fromY = Math.max(1, (int) y - radius);
        int toY = Math.min(SIZE - 2, (int) y + radius);
        if (toX - fromX < radius || toY - fromY < radius) return UNSEEN; // most of it lies outside
        double light = 0;
        double squares = 0;
        for (int row = fromY; row <= toY; row++)
            for (int column = fromX; column <= toX; column++) {
                int at = row * SIZE + column;
                double dx = grey[at + 1] - grey[at - 1];
                double dy = grey[at + SIZE] - grey[at - SIZE];
                light += grey[at];
                squares += across * dx * dx + down * dy * dy;
            }
        int n = (toX - fromX + 1) * (toY - fromY + 1);
        double mean = Math.max(0.02, light / n);
        return 0.5 * Math.log(squares / n / (across + down) / (mean * mean) + FLOOR);
    }

    /// Points in pixels of the crop.
    private record Place(double cos, double sin, Crop crop, float[] points) {
        Place(Crop crop, float[] points) {
            this(Math.cos(crop.roll()) / crop.side() * SIZE, Math.sin(crop.roll()) / crop.side() * SIZE, crop, points);
        }

        double x(int point) {
            return dx(point) * cos + dy(point) * sin + SIZE / 2.0;
        }

        double y(int point) {
            return dy(point) * cos - dx(point) * sin + SIZE / 2.0;
        }

        private double dx(int point) {
            return points[3 * point] - crop.centreX();
        }

        private double dy(int point) {
            return points[3 * point + 1] - crop.centreY();
        }
    }
}
