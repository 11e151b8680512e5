package dev.attune.actor;

import java.util.ArrayList;
import java.util.List;

/// Folds of the skin that come with action units: the mesh moves but does not wrinkle, so they are painted as soft
/// dark lines in rest position. Their places are read off the base mesh; both sides mirror each other.
final class Creases {
    private static final double FRONT_Z = 0.8;
    private static final double SMALLEST = 0.02;

    private final List<Line> active = new ArrayList<>();

    /// @param points x and y in turn, x counted from the midline
    /// @param width decimetres
    /// @param depth share of light lost in the middle of the full fold
    private record Line(double[] points, double width, double depth, double left, double right) {
        double shadeAt(double x, double y, double level) {
            double nearest = Double.MAX_VALUE, along = 0;
            for (int i = 0; i + 3 < points.length; i += 2) {
                double ax = points[i], ay = points[i + 1], dx = points[i + 2] - ax, dy = points[i + 3] - ay;
                double t = Math.clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1);
                double distance = Math.hypot(x - ax - t * dx, y - ay - t * dy);
                if (distance < nearest) {
                    nearest = distance;
                    along = (i / 2 + t) / (points.length / 2 - 1);
                }
            }
            if (nearest > 3 * width) return 0;
            double ends = Math.sqrt(Math.max(0, 4 * along * (1 - along))) * 0.8 + 0.2 * (1 - along);
            return depth * level * ends * Curve.bell(nearest, width);
        }
    }

    /// @param ageing 0..1 deepens every fold
    Creases(Expression expression, double ageing) {
        double deep = 1 + 0.6 * ageing;
        Side left = new Side(expression, true), right = new Side(expression, false);
        // from the wing of the nose past the corner of the mouth
        add(
                0.034,
                0.22 * deep,
                left.nasolabial(),
                right.nasolabial(),
                0.185,
                7.00,
                0.25,
                6.93,
                0.335,
                6.80,
                0.375,
                6.66);
        // under the eye
        add(0.022, 0.16 * deep, left.lowerLid(), right.lowerLid(), 0.20, 7.17, 0.30, 7.125, 0.40, 7.135, 0.48, 7.18);
        // beside the eye
        add(0.012, 0.09 * deep, left.of(6), right.of(6), 0.535, 7.285, 0.60, 7.325, 0.65, 7.355);
        add(0.012, 0.11 * deep, left.of(6), right.of(6), 0.535, 7.265, 0.60, 7.270, 0.66, 7.275);
        add(0.012, 0.09 * deep, left.of(6), right.of(6), 0.525, 7.245, 0.59, 7.215, 0.64, 7.190);
        // between the brows
        add(0.017, 0.26 * deep, left.of(4), right.of(4), 0.048, 7.37, 0.062, 7.44, 0.054, 7.52);
        // across the forehead
        for (int line = 0; line < 3; line++) {
            double y = 7.63 + 0.085 * line;
            add(0.016, 0.13 * deep, left.forehead(), right.forehead(), -0.02, y, 0.18, y + 0.014, 0.40, y + 0.004);
        }
        // across the root of the nose
        add(0.012, 0.30 * deep, left.of(9), right.of(9), -0.01, 7.27, 0.05, 7.26, 0.11, 7.215);
        // below the corners of the mouth
        add(0.020, 0.18 * deep, left.mouthCorner(), right.mouthCorner(), 0.27, 6.67, 0.30, 6.63, 0.30, 6.57);
    }

    private record Side(Expression expression, boolean left) {
        double of(int actionUnit) {
            Expression.Level level = expression.level(actionUnit);
            return (left ? level.left() : level.right()) / 5;
        }

        double nasolabial() {
            return Math.min(1, 0.9 * of(12) + 0.7 * of(10) + 0.6 * of(9));
        }

        double lowerLid() {
            return Math.min(1, 0.8 * of(6) + 0.5 * of(7));
        }

        double forehead() {
            return Math.min(1, 0.7 * of(1) + 0.5 * of(2));
        }

        double mouthCorner() {
            return Math.min(1, of(15) + 0.7 * of(24) + 0.3 * of(23));
        }
    }

    private void add(double width, double depth, double left, double right, double... points) {
        if (left > SMALLEST || right > SMALLEST) active.add(new Line(points, width, depth, left, right));
    }

    /// Share of light that is left at a place of the resting face, 0..1.
    double lightAt(double x, double y, double z) {
        if (active.isEmpty() || z < FRONT_Z || y < 6.4 || y > 7.95) return 1;
        double beside = Math.abs(x), left = 1;
        // folds near the midline fade over from one side's strength to the other's
        double share = Math.clamp(0.5 + x / 0.1, 0, 1);
        for (Line line : active) left *= 1 - line.shadeAt(beside, y, line.right + (line.left - line.right) * share);
        return left;
    }
}
