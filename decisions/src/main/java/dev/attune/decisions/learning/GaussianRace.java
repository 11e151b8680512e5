package dev.attune.decisions.learning;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erf;

/// The probability that each of several independent normal variables is the largest: `p_a = ∫ φ_a(z)
/// Π_{j≠a} Φ_j(z) dz`.
///
/// Fixed quadrature, so the same beliefs give the same bits: three-point Gauss–Legendre between edges that every
/// contender places at fixed distances around its own mean. Error below 1e-4 against 20,000-point integration for up to
/// 14 contenders; among hundreds of unsure ones somebody a hundred or a thousand times surer may be off by 0.05 (both
/// tested). The result is normalised, and it *is* the distribution drawn from, so propensities stay exact.
final class GaussianRace {
    /// In standard deviations. Closer where the density bends most.
    private static final double[] EDGES = {
        -6, -4.5, -3.5, -2.8, -2.2, -1.7, -1.25, -0.8, -0.4, 0, 0.4, 0.8, 1.25, 1.7, 2.2, 2.8, 3.5, 4.5, 6
    };

    /// Beyond so many standard deviations a contender neither wins nor loses: Φ(-6) is 1e-9.
    private static final double REACH = 6;

    private static final int MOST_CELLS = 40; // with many contenders edges are thinned

    private static final double NODE = Math.sqrt(0.6); // Gauss–Legendre, three points on [-1, 1]
    private static final double[] NODES = {-NODE, 0, NODE};
    private static final double[] WEIGHTS = {5 / 9.0, 8 / 9.0, 5 / 9.0};

    private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    static final int STEPS_PER_UNIT = 64;
    static final double END = 8; // in standard deviations; beyond, nothing that a double would notice here
    private static final double[] TABLE = table();

    private GaussianRace() {}

    /// @param deviations each above 0
    static double[] winning(double[] means, double[] deviations) {
        int k = means.length;
        var result = new double[k];
        var contenders = contenders(means, deviations);
        if (contenders.length == 1) {
            result[contenders[0]] = 1;
            return result;
        }
        var edges = edges(means, deviations, contenders);
        int n = contenders.length;
        var below = new double[n];
        var density = new double[n];
        var suffix = new double[n + 1];
        for (int cell = 0; cell + 1 < edges.length; cell++) {
            double half = (edges[cell + 1] - edges[cell]) / 2;
            if (half <= 0) continue;
            double middle = edges[cell] + half;
            for (int node = 0; node < NODES.length; node++) {
                double z = middle + half * NODES[node];
                for (int i = 0; i < n; i++) {
                    int a = contenders[i];
                    double t = (z - means[a]) / deviations[a];
                    if (t <= -END || t >= END) {
                        below[i] = t < 0 ? 0 : 1;
                        density[i] = 0;
                        continue;
                    }
                    double place = (t + END) * STEPS_PER_UNIT;
                    int step = (int) place;
                    below[i] = cumulative(step, place - step);
                    density[i] = density(step, place - step) / deviations[a];
                }
                suffix[n] = 1;
                for (int i = n - 1; i >= 0; i--) suffix[i] = suffix[i + 1] * below[i];
                double prefix = half * WEIGHTS[node];
                for (int i = 0; i < n && prefix > 0; i++) {
                    result[contenders[i]] += density[i] * prefix * suffix[i + 1];
                    prefix *= below[i];
                }
            }
        }
        double sum = Arrays.stream(result).sum();
        for (int i = 0; i < k; i++) result[i] /= sum;
        return result;
    }

    /// Those whose upper reach is above the best lower reach; the others cannot win.
    private static int[] contenders(double[] means, double[] deviations) {
        double floor = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < means.length; i++) floor = Math.max(floor, means[i] - REACH * deviations[i]);
        var result = new int[means.length];
        int n = 0;
        for (int i = 0; i < means.length; i++) if (means[i] + REACH * deviations[i] >= floor) result[n++] = i;
        return Arrays.copyOf(result, n);
    }

    private static double[] edges(double[] means, double[] deviations, int[] contenders) {
        double low = Double.NEGATIVE_INFINITY; // below the best lower reach the product of all others vanishes
        double high = Double.NEGATIVE_INFINITY;
        for (int a : contenders) {
            low = Math.max(low, means[a] - REACH * deviations[a]);
            high = Math.max(high, means[a] + REACH * deviations[a]);
        }
        var all = new double[contenders.length * EDGES.length + 2];
        int n = 0;
        all[n++] = low;
        all[n++] = high;
        for (int a : contenders)
            for (double edge : EDGES) {
                double z = means[a] + edge * deviations[a];
                if (z > low && z < high) all[n++] = z;
            }
        var sorted = Arrays.copyOf(all, n);
        Arrays.sort(sorted);
        sorted = Arrays.stream(sorted).distinct().toArray();
        if (sorted.length <= MOST_CELLS) return sorted;
        var thinned = new double[MOST_CELLS];
        for (int i = 0; i < MOST_CELLS; i++)
            thinned[i] = sorted[(int) ((long) i * (sorted.length - 1) / (MOST_CELLS - 1))];
        return thinned;
    }

    /// Φ, cubic Hermite between tabled values: error below 1e-9.
    ///
    /// @param step of the table, from −8
    /// @param within it, in [0, 1]
    static double cumulative(int step, double within) {
        return hermite(
                within,
                TABLE[2 * step],
                TABLE[2 * step + 2],
                TABLE[2 * step + 1] / STEPS_PER_UNIT,
                TABLE[2 * step + 3] / STEPS_PER_UNIT);
    }

    /// φ, from the same table; its slope is −t φ(t).
    static double density(int step, double within) {
        double left = (double) step / STEPS_PER_UNIT - END;
        double right = left + 1.0 / STEPS_PER_UNIT;
        double atLeft = TABLE[2 * step + 1];
        double atRight = TABLE[2 * step + 3];
        return hermite(within, atLeft, atRight, -left * atLeft / STEPS_PER_UNIT, -right * atRight / STEPS_PER_UNIT);
    }

    /// Between two values with their slopes per cell, at `s` in [0, 1].
    private static double hermite(double s, double left, double right, double slopeLeft, double slopeRight) {
        double rise = right - left;
        return left
                + s
                        * (slopeLeft
                                + s
                                        * (3 * rise
                                                - 2 * slopeLeft
                                                - slopeRight
                                                + s * (slopeLeft + slopeRight - 2 * rise)));
    }

    /// Φ and φ in turn, from −8 in steps of 1/64.
    private static double[] table() {
        int points = (int) (2 * END) * STEPS_PER_UNIT + 2;
        var table = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double t = (double) i / STEPS_PER_UNIT - END;
            table[2 * i] = (1 + Erf.value(t / Math.sqrt(2))) / 2;
            table[2 * i + 1] = DENSITY_AT_0 * Math.exp(-t * t / 2);
        }
        return table;
    }
}
