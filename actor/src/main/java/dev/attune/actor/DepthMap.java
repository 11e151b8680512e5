package dev.attune.actor;

import java.util.Arrays;

/// How far the nearest surface is when one looks at the head from afar along a direction: tells what is in shadow.
final class DepthMap {
    private static final int SIDE = 256;
    private static final double SPAN = 4.6; // decimetres across: head and shoulders

    private final Vec3 towardsLight, across, up, centre;
    private final float[] nearest = new float[SIDE * SIDE];

    DepthMap(Vec3 towardsLight, Vec3 centre) {
        this.towardsLight = towardsLight;
        this.centre = centre;
        Vec3 horizontal = new Vec3(towardsLight.z(), 0, -towardsLight.x());
        across = horizontal.length() < 1e-6 ? new Vec3(1, 0, 0) : horizontal.unit();
        up = towardsLight.cross(across);
        Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    }

    private double column(Vec3 p) {
        return SIDE * (0.5 + across.dot(p.minus(centre)) / SPAN);
    }

    private double row(Vec3 p) {
        return SIDE * (0.5 + up.dot(p.minus(centre)) / SPAN);
    }

    void addTriangle(Vec3 a, Vec3 b, Vec3 c) {
        double ax = column(a), ay = row(a), bx = column(b), by = row(b), cx = column(c), cy = row(c);
        double area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (Math.abs(area) < 1e-9) return;
        double da = towardsLight.dot(a), db = towardsLight.dot(b), dc = towardsLight.dot(c);
        int left = (int) Math.max(0, Math.ceil(Math.min(ax, Math.min(bx, cx)) - 0.5));
        int right = (int) Math.min(SIDE - 1, Math.floor(Math.max(ax, Math.max(bx, cx)) - 0.5));
        int bottom = (int) Math.max(0, Math.ceil(Math.min(ay, Math.min(by, cy)) - 0.5));
        int top = (int) Math.min(SIDE - 1, Math.floor(Math.max(ay, Math.max(by, cy)) - 0.5));
        for (int row = bottom; row <= top; row++)
            for (int column = left; column <= right; column++) {
                double px = column + 0.5, py = row + 0.5;
                double wa = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area;
                double wb = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area;
                double wc = 1 - wa - wb;
                if (wa >= 0 && wb >= 0 && wc >= 0) raise(column, row, wa * da + wb * db + wc * dc);
            }
    }

    void addPoint(Vec3 p) {
        int column = (int) column(p), row = (int) row(p);
        if (column >= 0 && row >= 0 && column < SIDE && row < SIDE) raise(column, row, towardsLight.dot(p));
    }

    private void raise(int column, int row, double depth) {
        int cell = row * SIDE + column;
        if (depth > nearest[cell]) nearest[cell] = (float) depth;
    }

    /// 1 = lit, 0 = in shadow; soft between, for a surface that lies `near` to `far` decimetres behind the nearest.
    /// Outside the map everything is lit.
    ///
    /// @param reach cells averaged on each side: 1 smooths the edges of shadows
    double visibility(Vec3 p, double near, double far, int reach) {
        int column = (int) column(p), row = (int) row(p);
        if (column < reach || row < reach || column >= SIDE - reach || row >= SIDE - reach) return 1;
        double depth = towardsLight.dot(p), blocked = 0;
        for (int j = row - reach; j <= row + reach; j++)
            for (int i = column - reach; i <= column + reach; i++) {
                double behind = nearest[j * SIDE + i] - depth;
                if (behind > near) blocked += Curve.smoothStep(near, far, behind);
            }
        int side = 2 * reach + 1;
        return 1 - blocked / (side * side);
    }
}
