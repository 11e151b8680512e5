package dev.attune.actor;

/// A tile of fine noise that repeats; made once, because noise per sample would cost more than everything else.
final class Grain {
    private static final int SIDE = 512;
    private static final double TILES_PER_DECIMETRE = 0.9;

    private final float[] values = new float[SIDE * SIDE];

    Grain(long seed) {
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                values[y * SIDE + x] = (float) (0.35 * octave(x, y, 32, seed)
                        + 0.35 * octave(x, y, 64, seed + 1)
                        + 0.30 * octave(x, y, 160, seed + 2));
    }

    private static double octave(int x, int y, int cells, long seed) {
        // wrapped by blending two shifted copies across the tile
        double u = (double) x / SIDE, v = (double) y / SIDE;
        double a = Noise.at(u * cells, v * cells, seed), b = Noise.at((u - 1) * cells, v * cells, seed);
        double c = Noise.at(u * cells, (v - 1) * cells, seed), d = Noise.at((u - 1) * cells, (v - 1) * cells, seed);
        return (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v;
    }

    /// 0..1, mean about 0.5. The face is unrolled so that neither side smears and the two do not mirror each other.
    float at(double x, double y, double z) {
        double u = (Math.sqrt(x * x + 0.02) - 0.8 * z) * TILES_PER_DECIMETRE;
        double v = (y + 0.5 * x) * TILES_PER_DECIMETRE;
        double column = (u - Math.floor(u)) * SIDE, row = (v - Math.floor(v)) * SIDE;
        int i = (int) column, j = (int) row;
        float fx = (float) (column - i), fy = (float) (row - j);
        int i0 = i & (SIDE - 1), i1 = (i + 1) & (SIDE - 1);
        int j0 = (j & (SIDE - 1)) * SIDE, j1 = ((j + 1) & (SIDE - 1)) * SIDE;
        float top = values[j0 + i0] + (values[j0 + i1] - values[j0 + i0]) * fx;
        float bottom = values[j1 + i0] + (values[j1 + i1] - values[j1 + i0]) * fx;
        return top + (bottom - top) * fy;
    }
}
