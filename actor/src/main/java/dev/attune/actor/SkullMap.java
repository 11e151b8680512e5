package dev.attune.actor;

import java.util.Arrays;

/// How far the head reaches in every direction from its middle; keeps hair outside.
final class SkullMap {
    private static final int COLUMNS = 48, ROWS = 24;
    private static final double LOWEST = Math.toRadians(-25); // below, the head is continued as a cylinder

    private final Vec3 centre;
    private final double[] radius = new double[COLUMNS * ROWS];

    SkullMap(Vec3 centre, float[] fine, int skinVertices, float[] rest) {
        this.centre = centre;
        Arrays.fill(radius, 0.6);
        for (int v = 0; v < skinVertices; v++) {
            boolean ear = Math.abs(rest[3 * v]) > 0.74 && rest[3 * v + 2] > -0.1 && rest[3 * v + 2] < 0.6;
            if (rest[3 * v + 1] < 6.9 || ear) continue;
            Vec3 q = Vec3.at(fine, v).minus(centre);
            int cell = cell(q);
            radius[cell] = Math.max(radius[cell], q.length());
        }
    }

    private static int cell(Vec3 q) {
        double azimuth = Math.atan2(q.x(), q.z()) / (2 * Math.PI) + 0.5;
        double elevation = Math.asin(Math.clamp(q.unit().y(), -1, 1)) / Math.PI + 0.5;
        int column = Math.min(COLUMNS - 1, (int) (azimuth * COLUMNS));
        int row = Math.min(ROWS - 1, (int) (elevation * ROWS));
        return row * COLUMNS + column;
    }

    /// The point itself, or the nearest point above the head that is `lift` outside of it.
    Vec3 outside(Vec3 p, double lift) {
        Vec3 q = p.minus(centre);
        double level = Math.asin(Math.clamp(q.unit().y(), -1, 1));
        if (level >= LOWEST) {
            double least = smoothRadius(q) + lift;
            return q.length() >= least ? p : centre.plus(q.unit().times(least));
        }
        Vec3 flat = new Vec3(q.x(), 0, q.z());
        Vec3 rim = flat.unit().plus(new Vec3(0, Math.tan(LOWEST), 0));
        double least = smoothRadius(rim) * Math.cos(LOWEST) + lift;
        if (flat.length() >= least) return p;
        Vec3 pushed = flat.unit().times(least);
        return centre.plus(new Vec3(pushed.x(), q.y(), pushed.z()));
    }

    /// Mean of the cells around, so that hair does not show the grid.
    private double smoothRadius(Vec3 q) {
        double azimuth = Math.atan2(q.x(), q.z()) / (2 * Math.PI) + 0.5;
        double elevation = Math.asin(Math.clamp(q.unit().y(), -1, 1)) / Math.PI + 0.5;
        double column = azimuth * COLUMNS - 0.5, row = Math.clamp(elevation * ROWS - 0.5, 0, ROWS - 1.001);
        int i = (int) Math.floor(column), j = (int) row;
        double u = column - i, v = row - j;
        double low = at(i, j) * (1 - u) + at(i + 1, j) * u;
        double high = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u;
        return low * (1 - v) + high * v;
    }

    private double at(int column, int row) {
        return radius[Math.min(row, ROWS - 1) * COLUMNS + Math.floorMod(column, COLUMNS)];
    }
}
