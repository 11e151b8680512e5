package dev.attune.face;

/// The similarity that lays one weighted point set onto another: `target ≈ scale · R · source + t`, least squares.
///
/// Closed form by the unit quaternion that belongs to the largest eigenvalue of a symmetric 4 x 4 matrix.
/// Source: Horn 1987, "Closed-form solution of absolute orientation using unit quaternions", J. Opt. Soc. Am. A 4(4).
///
/// @param scale target units per source unit
/// @param residual weighted root mean square distance that remains, in target units
record Procrustes(Rotation rotation, double scale, double x, double y, double z, double residual) {

    /// @param source `[n, 3]` row-major
    /// @param target `[n, 3]`, point by point
    /// @param weights `[n]`, not negative, not all zero
    static Procrustes fit(double[] source, double[] target, double[] weights) {
        double[] from = centroid(source, weights);
        double[] to = centroid(target, weights);
        double[] cross = new double[9]; // sum of w · source · targetᵗ
        double sourceSpread = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int a = 0; a < 3; a++) {
                double s = source[3 * i + a] - from[a];
                sourceSpread += weights[i] * s * s;
                for (int b = 0; b < 3; b++) cross[3 * a + b] += weights[i] * s * (target[3 * i + b] - to[b]);
            }
        }
        double[] q = largestEigenvector(hornMatrix(cross));
        var rotation = Rotation.ofQuaternion(q);
        double alignment = 0; // trace(R · cross)
        for (int a = 0; a < 3; a++) for (int b = 0; b < 3; b++) alignment += rotation.entry(b, a) * cross[3 * a + b];
        double scale = alignment / sourceSpread;
        double x = to[0] - scale * rotation.x(from[0], from[1], from[2]);
        double y = to[1] - scale * rotation.y(from[0], from[1], from[2]);
        double z = to[2] - scale * rotation.z(from[0], from[1], from[2]);
        return new Procrustes(
                rotation, scale, x, y, z, residual(source, target, weights, rotation, scale, new double[] {x, y, z}));
    }

    private static double[] centroid(double[] points, double[] weights) {
        double[] sum = new double[3];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += weights[i];
            for (int axis = 0; axis < 3; axis++) sum[axis] += weights[i] * points[3 * i + axis];
        }
        for (int axis = 0; axis < 3; axis++) sum[axis] /= total;
        return sum;
    }

    private static double residual(
            double[] source, double[] target, double[] weights, Rotation rotation, double scale, double[] shift) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            double x = source[3 * i];
            double y = source[3 * i + 1];
            double z = source[3 * i + 2];
            double dx = scale * rotation.x(x, y, z) + shift[0] - target[3 * i];
            double dy = scale * rotation.y(x, y, z) + shift[1] - target[3 * i + 1];
            double dz = scale * rotation.z(x, y, z) + shift[2] - target[3 * i + 2];
            sum += weights[i] * (dx * dx + dy * dy + dz * dz);
            total += weights[i];
        }
        return Math.sqrt(sum / total);
    }

    private static double[][] hornMatrix(double[] s) {
        return new double[][] {
            {s[0] + s[4] + s[8], s[5] - s[7], s[6] - s[2], s[1] - s[3]},
            {s[5] - s[7], s[0] - s[4] - s[8], s[1] + s[3], s[6] + s[2]},
            {s[6] - s[2], s[1] + s[3], s[4] - s[0] - s[8], s[5] + s[7]},
            {s[1] - s[3], s[6] + s[2], s[5] + s[7], s[8] - s[0] - s[4]}
        };
    }

    /// Cyclic Jacobi; a 4 x 4 matrix is diagonal to machine precision after a handful of sweeps.
    private static double[] largestEigenvector(double[][] a) {
        double[][] v = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        for (int sweep = 0; sweep < 12; sweep++)
            for (int p = 0; p < 3; p++) for (int q = p + 1; q < 4; q++) rotateAway(a, v, p, q);
        int largest = 0;
        for (int i = 1; i < 4; i++) if (a[i][i] > a[largest][largest]) largest = i;
        return new double[] {v[0][largest], v[1][largest], v[2][largest], v[3][largest]};
    }

    private static void rotateAway(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) return;
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < 4; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < 4; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            double vp = v[k][p];
            double vq = v[k][q];
            v[k][p] = c * vp - s * vq;
            v[k][q] = s * vp + c * vq;
        }
    }
}
