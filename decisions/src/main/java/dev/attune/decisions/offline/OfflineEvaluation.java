package dev.attune.decisions.offline;

import dev.attune.decisions.learning.RewardModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/// Judges policies on one log.
///
/// @param folds of the reward model, 2 to 5
/// @param mostWeight λ, larger weights are cut to it; infinite leaves them
/// @param switchAt τ of Switch-DR
/// @param draws of the bootstrap, at least 100
/// @param seed of the bootstrap
public record OfflineEvaluation(int folds, double mostWeight, double switchAt, int draws, long seed) {
    /// Three folds, weights as they are, τ = 10, 2,000 draws.
    public static final OfflineEvaluation STANDARD = new OfflineEvaluation(3, Double.POSITIVE_INFINITY, 10, 2_000, 1);

    private static final double FEWEST_EFFECTIVE_ROWS = 100;
    private static final double LEAST_EFFECTIVE_SHARE = 0.01;

    /// Above, people are dealt into so many groups and groups are resampled: ten times faster, and an
    /// interval from 10,000 parts is as good as one from 100,000.
    private static final int MOST_GROUPS = 10_000;

    /// Sums kept per group: rows, w, w r, q̂(π), w (r − q̂), w (r − q̂) where w ≤ τ; padded to one
    /// cache line.
    private static final int STRIDE = 8;

    public OfflineEvaluation {
        if (folds < 2 || folds > 5) throw new IllegalArgumentException("folds must be in 2..5, got " + folds);
        if (!(mostWeight > 0) || !(switchAt > 0))
            throw new IllegalArgumentException(
                    "the limits of weights must be above 0, got %s and %s".formatted(mostWeight, switchAt));
        if (draws < 100) throw new IllegalArgumentException("a bootstrap needs at least 100 draws, got " + draws);
    }

    /// @param rows drawn by chance; rows decided by a rule are left out by the caller and counted in `leftOut`
    /// @param policies by name; differences are to the first
    public List<OfflineReport> evaluate(List<OfflineRow> rows, int leftOut, Map<String, Policy> policies) {
        var broken = broken(rows, leftOut, policies);
        if (!broken.isEmpty()) return broken;
        var subjects = new HashMap<String, Integer>();
        for (var row : rows) subjects.computeIfAbsent(row.subject(), _ -> subjects.size());
        int groups = Math.min(subjects.size(), MOST_GROUPS);
        var groupOf = new int[rows.size()];
        for (int i = 0; i < groupOf.length; i++)
            groupOf[i] = subjects.getOrDefault(rows.get(i).subject(), 0) % groups;
        var fit = new RewardFit(rows, folds);
        var judged = new ArrayList<Judged>();
        policies.forEach((name, policy) -> judged.add(new Judged(name, rows, groupOf, groups, policy, fit)));
        var drawn = resample(judged, groups);
        var reports = new ArrayList<OfflineReport>();
        for (int i = 0; i < judged.size(); i++) {
            var refusals = judged.get(i).refusals(rows.size());
            reports.add(judged.get(i)
                    .report(
                            subjects.size(),
                            leftOut,
                            refusals.isEmpty() ? values(judged, drawn, i) : Map.of(),
                            refusals));
        }
        return reports;
    }

    private static List<OfflineReport> broken(List<OfflineRow> rows, int leftOut, Map<String, Policy> policies) {
        var reasons = new ArrayList<String>();
        if (rows.isEmpty()) reasons.add("no row was drawn by chance");
        long impossible = rows.stream()
                .filter(row -> !(row.propensity() > 0 && row.propensity() <= 1))
                .count();
        if (impossible > 0) reasons.add("%d rows have a propensity outside (0, 1]".formatted(impossible));
        if (reasons.isEmpty()) return List.of();
        return policies.keySet().stream()
                .map(name -> new OfflineReport(name, rows.size(), 0, leftOut, 0, 0, 0, Map.of(), reasons))
                .toList();
    }

    /// One policy on the log, summed up by group.
    private final class Judged {
        private final String name;
        private final double[] sums;
        private final int groups;
        private final int rows;
        private double weights;
        private double squares;
        private int clipped;

        Judged(String name, List<OfflineRow> rows, int[] groupOf, int groups, Policy policy, RewardFit fit) {
            this.name = name;
            this.rows = rows.size();
            this.groups = groups;
            this.sums = new double[groups * STRIDE];
            for (int i = 0; i < groupOf.length; i++)
                add(
                        rows.get(i),
                        groupOf[i] * STRIDE,
                        policy,
                        fit.modelFor(rows.get(i).subject()));
        }

        private void add(OfflineRow row, int at, Policy policy, RewardModel model) {
            var probabilities = policy.probabilities(row);
            if (probabilities.length != row.actions().size()
                    || !(Math.abs(Arrays.stream(probabilities).sum() - 1) < 1e-6))
                throw new IllegalArgumentException("policy %s gave %s for %d actions, which is no distribution"
                        .formatted(
                                name,
                                Arrays.toString(probabilities),
                                row.actions().size()));
            double expected = 0;
            double ofChosen = 0;
            for (int a = 0; a < probabilities.length; a++) {
                if (probabilities[a] == 0 && a != row.chosen()) continue;
                double q = model.mean(row.actions().get(a), row.features().get(a));
                expected += probabilities[a] * q;
                if (a == row.chosen()) ofChosen = q;
            }
            double weight = probabilities[row.chosen()] / row.propensity();
            weights += weight;
            squares += weight * weight;
            if (weight > mostWeight) {
                clipped++;
                weight = mostWeight;
            }
            double residual = weight * (row.reward() - ofChosen);
            sums[at]++;
            sums[at + 1] += weight;
            sums[at + 2] += weight * row.reward();
            sums[at + 3] += expected;
            sums[at + 4] += residual;
            if (weight <= switchAt) sums[at + 5] += residual;
        }

        double effective() {
            return squares == 0 ? 0 : weights * weights / squares;
        }

        List<String> refusals(int n) {
            var reasons = new ArrayList<String>();
            double needed = Math.max(FEWEST_EFFECTIVE_ROWS, LEAST_EFFECTIVE_SHARE * n);
            if (effective() < needed)
                reasons.add("the log answers with %.0f effective rows, %.0f are needed".formatted(effective(), needed));
            double mean = weights / n;
            double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
            if (Math.abs(mean - 1) > 3 * error + 1e-9)
                reasons.add("weights average %.3f instead of 1: the policy does what the log never did, or the logged"
                                .formatted(mean)
                        + " propensities are wrong");
            return reasons;
        }

        OfflineReport report(
                int subjects, int leftOut, Map<Estimator, OfflineReport.Value> values, List<String> refusals) {
            return new OfflineReport(
                    name,
                    rows,
                    subjects,
                    leftOut,
                    effective(),
                    weights / rows,
                    (double) clipped / rows,
                    values,
                    refusals);
        }

        double[] total() {
            var total = new double[STRIDE];
            for (int group = 0; group < groups; group++)
                for (int i = 0; i < STRIDE; i++) total[i] += sums[group * STRIDE + i];
            return total;
        }
    }

    /// By policy, estimator and draw.
    private double[][][] resample(List<Judged> judged, int groups) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        var values = new double[judged.size()][Estimator.values().length][draws];
        var picked = new int[groups];
        for (int draw = 0; draw < draws; draw++) {
            for (int i = 0; i < groups; i++) picked[i] = random.nextInt(groups);
            for (int policy = 0; policy < judged.size(); policy++) {
                var sums = judged.get(policy).sums;
                var total = new double[STRIDE];
                for (int group : picked) {
                    int at = group * STRIDE;
                    for (int i = 0; i < 6; i++) total[i] += sums[at + i];
                }
                for (var estimator : Estimator.values())
                    values[policy][estimator.ordinal()][draw] = value(estimator, total);
            }
        }
        return values;
    }

    private Map<Estimator, OfflineReport.Value> values(List<Judged> judged, double[][][] drawn, int policy) {
        var values = new EnumMap<Estimator, OfflineReport.Value>(Estimator.class);
        var total = judged.get(policy).total();
        var first = judged.getFirst().total();
        for (var estimator : Estimator.values()) {
            var own = drawn[policy][estimator.ordinal()];
            var others = drawn[0][estimator.ordinal()];
            var differences = new double[draws];
            for (int i = 0; i < draws; i++) differences[i] = own[i] - others[i];
            double estimate = value(estimator, total);
            values.put(
                    estimator,
                    new OfflineReport.Value(
                            estimate,
                            quantile(own, 0.025),
                            quantile(own, 0.975),
                            new OfflineReport.Difference(
                                    estimate - value(estimator, first),
                                    quantile(differences, 0.025),
                                    quantile(differences, 0.975))));
        }
        return values;
    }

    private static double value(Estimator estimator, double[] sums) {
        double direct = sums[3] / sums[0];
        return switch (estimator) {
            case IPS -> sums[2] / sums[0];
            case SNIPS -> sums[2] / sums[1];
            case DM -> direct;
            case DR -> direct + sums[4] / sums[0];
            case SNDR -> direct + sums[4] / sums[1];
            case SWITCH_DR -> direct + sums[5] / sums[0];
        };
    }

    private static double quantile(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
