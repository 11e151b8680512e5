package dev.attune.evaluation.fusion;

import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.signals.State;
import java.util.EnumMap;
import java.util.Map;

/// What one estimator said of some sessions beside the truth, as sums: those of drawn people can be added up again.
///
record Tally(Sums valence, Sums arousal, States states) {

    /// @param n ticks; all others are sums over them
    record Sums(long n, double truth, double estimate, double truthSquares, double estimateSquares, double products) {
        Sums plus(Sums other) {
            return new Sums(
                    n + other.n,
                    truth + other.truth,
                    estimate + other.estimate,
                    truthSquares + other.truthSquares,
                    estimateSquares + other.estimateSquares,
                    products + other.products);
        }

        /// As [dev.attune.evaluation.statistics.Agreement#concordance]; NaN when neither side varies.
        double concordance() {
            double scale = truthSquares
                    - truth * truth / n
                    + estimateSquares
                    - estimate * estimate / n
                    + Math.pow(truth - estimate, 2) / n;
            return scale > 0 ? 2 * (products - truth * estimate / n) / scale : Double.NaN;
        }
    }

    /// @param counts of right and wrong ticks, of each scored state
    record States(EnumMap<State, BinaryCounts> counts) {
        States plus(States other) {
            var both = new EnumMap<>(counts);
            other.counts.forEach((state, more) -> both.merge(state, more, BinaryCounts::plus));
            return new States(both);
        }

        /// A state that is never told counts 0.
        Map<State, Double> f1() {
            var f1 = new EnumMap<State, Double>(State.class);
            counts.forEach((state, count) -> f1.put(state, count.f1().orElse(0)));
            return f1;
        }

        double meanF1() {
            return counts.values().stream()
                    .mapToDouble(count -> count.f1().orElse(0))
                    .average()
                    .orElse(0);
        }
    }

    static Tally of(GeneratedSession session, Run run) {
        int ticks = run.valence().length;
        var truthValence = new double[ticks];
        var truthArousal = new double[ticks];
        for (int tick = 0; tick < ticks; tick++) {
            var mood = session.mood(Estimators.time(tick));
            truthValence[tick] = mood.valence;
            truthArousal[tick] = mood.arousal;
        }
        var states = new EnumMap<State, BinaryCounts>(State.class);
        for (var state : Mood.SCORED) {
            var truth = new boolean[ticks];
            for (int tick = 0; tick < ticks; tick++) truth[tick] = session.mood(Estimators.time(tick)).state == state;
            states.put(state, BinaryCounts.of(truth, run.active()[state.ordinal()]));
        }
        return new Tally(sums(truthValence, run.valence()), sums(truthArousal, run.arousal()), new States(states));
    }

    Tally plus(Tally other) {
        return new Tally(valence.plus(other.valence), arousal.plus(other.arousal), states.plus(other.states));
    }

    /// Where nothing is said, neutral is taken for the answer.
    private static Sums sums(double[] truth, double[] estimate) {
        double sum = 0;
        double estimateSum = 0;
        double squares = 0;
        double estimateSquares = 0;
        double products = 0;
        for (int tick = 0; tick < truth.length; tick++) {
            double said = Double.isNaN(estimate[tick]) ? 0 : estimate[tick];
            sum += truth[tick];
            estimateSum += said;
            squares += truth[tick] * truth[tick];
            estimateSquares += said * said;
            products += truth[tick] * said;
        }
        return new Sums(truth.length, sum, estimateSum, squares, estimateSquares, products);
    }
}
