package dev.attune.actor;

/// A round-necked jersey: where the body is covered, by rest position, and how the knit looks.
final class Shirt {
    private static final double THICKNESS = 0.045; // decimetres
    private static final double RIB_WIDTH = 0.10;
    private static final double NECK_Z = 0.05, COLLAR_RADIUS = 0.80, COLLAR_Y = 5.47; // off the base mesh
    private static final double SOFTNESS = 0.05;

    private Shirt() {}

    /// Distance inside the cloth from the edge of the collar, decimetres; negative on the neck. The collar is a ring
    /// about the neck that runs level in front; the two meet in a soft maximum.
    static double below(double x, double y, double z) {
        double ring = 0.9 * (Math.hypot(x, z - NECK_Z) - COLLAR_RADIUS);
        double front = COLLAR_Y - y;
        return SOFTNESS * Math.log(Math.exp(ring / SOFTNESS) + Math.exp(front / SOFTNESS));
    }

    /// How far the cloth stands off the body.
    static double thickness(double x, double y, double z) {
        double below = below(x, y, z);
        double rib = 0.012
                * Curve.smoothStep(-0.01, 0.02, below)
                * (1 - Curve.smoothStep(RIB_WIDTH - 0.02, RIB_WIDTH, below));
        return THICKNESS * Curve.smoothStep(-0.03, 0.03, below) + rib;
    }

    /// Brightness of the knit around 1: ribs at the collar, fine stitches below.
    static double knit(double x, double y, double z, double below) {
        double across = below < RIB_WIDTH ? 0.10 * Math.sin(Math.atan2(x, z - 0.1) * 110) : 0;
        double edge = 1 - 0.35 * Curve.bell(below - RIB_WIDTH, 0.012);
        double folds = 0.12 * (Noise.at(2.2 * x, 1.1 * y, 2.2 * z) - 0.5);
        double stitch = 0.05 * Math.sin(190 * x) * Math.sin(230 * y);
        return (1 + across + folds + stitch) * edge;
    }
}
