package dev.attune.decisions.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// Beta Thompson: the reward rate of each action without any context. Immutable.
///
/// A reward of 0.3 counts as 0.3 of a success and 0.7 of a failure.
///
/// @param successes Σ r by action
/// @param failures Σ (1 − r) by action
public record BetaModel(Map<String, Double> successes, Map<String, Double> failures) {
    /// Cells of equal width over [0, 1]; a peak of 10,000 rows is four cells wide.
    private static final int CELLS = 800;

    public static final BetaModel EMPTY = new BetaModel(Map.of(), Map.of());

    public BetaModel {
        successes = Map.copyOf(successes);
        failures = Map.copyOf(failures);
        for (var counts : List.of(successes, failures))
            counts.forEach((action, count) -> {
                if (!(count >= 0 && count < Double.POSITIVE_INFINITY))
                    throw new IllegalArgumentException(
                            "a count must be finite and at least 0, got %s of %s".formatted(count, action));
            });
    }

    public BetaModel learn(String action, double reward) {
        if (!(reward >= 0 && reward <= 1))
            throw new IllegalArgumentException("reward must be in [0, 1], got " + reward);
        return plus(action, reward, 1 - reward);
    }

    /// @throws IllegalArgumentException when it was never learned
    public BetaModel unlearn(String action, double reward) {
        return plus(action, -reward, reward - 1);
    }

    /// The probability that each action has the highest rate, `p_a = ∫ f_a(z) Π_{j≠a} F_j(z) dz`, the
    /// integral taken over cells within which the rates count as equal and share the win.
    public double[] probabilities(List<String> actions) {
        if (actions.isEmpty()) throw new IllegalArgumentException("there is no action to choose from");
        int k = actions.size();
        var below = new double[k];
        var next = new double[k];
        var result = new double[k];
        var beliefs = actions.stream().map(this::belief).toList();
        for (int cell = 1; cell <= CELLS; cell++) {
            for (int i = 0; i < k; i++)
                next[i] = cell == CELLS ? 1 : beliefs.get(i).cumulativeProbability((double) cell / CELLS);
            for (int i = 0; i < k; i++) {
                double mass = next[i] - below[i];
                if (mass <= 0) continue;
                double others = 1;
                for (int j = 0; j < k; j++) if (j != i) others *= (below[j] + next[j]) / 2;
                result[i] += mass * others;
            }
            System.arraycopy(next, 0, below, 0, k);
        }
        double sum = Arrays.stream(result).sum();
        for (int i = 0; i < k; i++) result[i] /= sum;
        return result;
    }

    private BetaDistribution belief(String action) {
        return BetaDistribution.of(1 + successes.getOrDefault(action, 0.0), 1 + failures.getOrDefault(action, 0.0));
    }

    private BetaModel plus(String action, double won, double lost) {
        var more = new HashMap<>(successes);
        more.merge(action, won, BetaModel::sum);
        var less = new HashMap<>(failures);
        less.merge(action, lost, BetaModel::sum);
        return new BetaModel(more, less);
    }

    private static double sum(double one, double other) {
        double sum = one + other;
        return Math.abs(sum) < 1e-9 ? 0 : sum; // what is left of a subtraction is rounding
    }
}
