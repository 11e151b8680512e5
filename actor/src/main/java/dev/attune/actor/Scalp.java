package dev.attune.actor;

/// Where hair grows, by rest position.
final class Scalp {
    private Scalp() {}

    /// 0 = skin, 1 = hair, soft along the hairline: high over the forehead, falling at the temples, over the ears and
    /// down to the nape. Heights are read off the base mesh.
    static double cover(double x, double y, double z) {
        double beside = Math.abs(x);
        double line;
        if (z > 0.75) line = 7.90 - 0.35 * Math.max(0, beside - 0.35) - 0.9 * Math.max(0, beside - 0.62);
        else if (z > 0.32) line = 7.30 + (z - 0.32) / 0.43 * 0.58;
        else line = 6.75;
        boolean ear = beside > 0.72 && y < 7.45 && z > -0.1 && z < 0.6;
        if (ear) return 0;
        double ragged = 0.10 * (Noise.at(9 * x, 9 * y, 9 * z) - 0.4);
        return Curve.smoothStep(0, 0.10, y + ragged - line);
    }
}
