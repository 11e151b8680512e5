package dev.attune.actor;

/// Value noise in [0, 1]: random values on an integer lattice, blended smoothly between.
final class Noise {
    private Noise() {}

    static double at(double x, double y, double z) {
        int i = (int) Math.floor(x), j = (int) Math.floor(y), k = (int) Math.floor(z);
        double u = ease(x - i), v = ease(y - j), w = ease(z - k);
        double near = mix(row(i, j, k, u), row(i, j + 1, k, u), v);
        double far = mix(row(i, j, k + 1, u), row(i, j + 1, k + 1, u), v);
        return mix(near, far, w);
    }

    private static double row(int i, int j, int k, double u) {
        return mix(lattice(i, j, k), lattice(i + 1, j, k), u);
    }

    /// A hash of the lattice point; the constants are large odd primes.
    static double lattice(int x, int y, int z) {
        int n = x * 374_761_393 + y * 668_265_263 + z * 1_274_126_177;
        n = (n ^ (n >>> 13)) * 1_274_126_177;
        return ((n ^ (n >>> 16)) & 0xffff) / 65_535.0;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
