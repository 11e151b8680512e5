package dev.attune.actor;

/// The line of the brows on the resting face, by distance from the midline; decimetres, read off the base mesh.
final class Brow {
    static final double INNER = 0.12, OUTER = 0.60;

    private Brow() {}

    /// Height of the middle of the brow.
    static double height(double x) {
        double along = along(x);
        double arch = 0.052 * Math.sin(Math.PI * Math.clamp(0.8 * along, 0, 1));
        return 7.452 + arch - 0.12 * Math.max(0, along - 0.62);
    }

    /// 0 at the nose, 1 at the temple.
    static double along(double x) {
        return (x - INNER) / (OUTER - INNER);
    }

    /// Share of the full thickness.
    static double taper(double along) {
        return along < 0.25 ? 0.65 + 1.4 * Math.max(0, along) : 1 - 0.75 * Math.max(0, (along - 0.35) / 0.65);
    }
}
