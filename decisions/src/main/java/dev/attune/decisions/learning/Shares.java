package dev.attune.decisions.learning;

import java.util.Arrays;

/// Keeps probabilities within what people allowed.
public final class Shares {
    private static final double TOLERANCE = 1e-12;

    private enum At {
        NEITHER,
        FLOOR,
        CEILING
    }

    private Shares() {}

    /// `(1 − ε) p + ε/K`: no action is below ε/K, so no importance weight is above K/ε.
    public static double[] withFloor(double[] probabilities, double epsilon) {
        if (!(epsilon >= 0 && epsilon <= 1))
            throw new IllegalArgumentException("epsilon must be in [0, 1], got " + epsilon);
        int k = probabilities.length;
        var result = new double[k];
        for (int i = 0; i < k; i++) result[i] = (1 - epsilon) * probabilities[i] + epsilon / k;
        return result;
    }

    /// The nearest vector in proportion: what is outside its limits is clipped, and the others share
    /// the rest in proportion until nothing moves. Sums to 1 exactly as far as doubles can.
    ///
    /// @param floors in [0, 1], together at most 1
    /// @param ceilings in [0, 1], together at least 1, none below its floor
    public static double[] within(double[] probabilities, double[] floors, double[] ceilings) {
        requireFeasible(floors, ceilings);
        int k = probabilities.length;
        var result = new double[k];
        var at = new At[k];
        Arrays.fill(at, At.NEITHER);
        for (int round = 0; round <= 2 * k; round++) {
            double left = 1;
            double free = 0;
            int freeCount = 0;
            for (int i = 0; i < k; i++)
                switch (at[i]) {
                    case FLOOR -> left -= floors[i];
                    case CEILING -> left -= ceilings[i];
                    case NEITHER -> {
                        free += probabilities[i];
                        freeCount++;
                    }
                }
            double excess = 0;
            for (int i = 0; i < k; i++) {
                result[i] = switch (at[i]) {
                    case FLOOR -> floors[i];
                    case CEILING -> ceilings[i];
                    case NEITHER -> free > 0 ? probabilities[i] * left / free : left / freeCount;
                };
                if (at[i] == At.NEITHER) excess += Math.clamp(result[i], floors[i], ceilings[i]) - result[i];
            }
            // clip the side that is short first: clipping both at once could overshoot and never come back
            boolean moved = false;
            for (int i = 0; i < k; i++) {
                if (at[i] != At.NEITHER) continue;
                if (excess >= 0 && result[i] < floors[i] - TOLERANCE) {
                    at[i] = At.FLOOR;
                    moved = true;
                } else if (excess <= 0 && result[i] > ceilings[i] + TOLERANCE) {
                    at[i] = At.CEILING;
                    moved = true;
                }
            }
            if (!moved) break;
        }
        return normalised(result);
    }

    static void requireFeasible(double[] floors, double[] ceilings) {
        for (int i = 0; i < floors.length; i++)
            if (!(floors[i] >= 0 && floors[i] <= ceilings[i] && ceilings[i] <= 1))
                throw new IllegalArgumentException("limits must satisfy 0 <= floor <= ceiling <= 1, got %s and %s"
                        .formatted(floors[i], ceilings[i]));
        double least = Arrays.stream(floors).sum();
        double most = Arrays.stream(ceilings).sum();
        if (least > 1 + 1e-9) throw new IllegalArgumentException("floors must not exceed 1 together, got " + least);
        if (most < 1 - 1e-9) throw new IllegalArgumentException("ceilings must allow 1 together, got " + most);
    }

    /// Rounding must not leave a sum that a draw could fall beyond.
    private static double[] normalised(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int i = 0; i < values.length; i++) values[i] = Math.max(0, values[i]) / sum;
        return values;
    }
}
