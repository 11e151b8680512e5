package dev.attune.evaluation.shop;

import dev.attune.decisions.offline.Estimator;
import dev.attune.decisions.offline.OfflineEvaluation;
import dev.attune.decisions.offline.OfflineReport;
import dev.attune.evaluation.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;

/// Lets every [Contender] serve the same visits in several worlds, and puts the statistics to the test.
///
/// @param seed of everything; world i has seed + i
/// @param visitors visits per world, at least 1,000
/// @param runs worlds, at least 2
public record ShopSimulation(long seed, int visitors, int runs) {
    /// Everybody comes about twenty times.
    private static final int VISITS_PER_PERSON = 20;

    private static final int PEEKING_RUNS = 2_000;
    private static final double BASE_RATE = 0.10;
    private static final int PEEKING_SEED = 5;

    /// The log to judge the rules on is written by a learner of its own that leaves one decision in
    /// five to chance: with the usual 5 % many of the rules' choices would hardly be in it.
    private static final double LOGGING_EPSILON = 0.2;

    public ShopSimulation {
        if (seed < 0) throw new IllegalArgumentException("seed must not be negative, got " + seed);
        if (visitors < 1_000 || visitors > 1_000_000)
            throw new IllegalArgumentException("visitors must be in 1000..1000000, got " + visitors);
        if (runs < 2 || runs > 1_000) throw new IllegalArgumentException("runs must be in 2..1000, got " + runs);
    }

    /// @param progress told in words what is being done
    public ShopResult run(Consumer<String> progress) {
        var rewards = new EnumMap<Contender, double[]>(Contender.class);
        var regrets = new EnumMap<Contender, double[]>(Contender.class);
        var curves = new EnumMap<Contender, double[]>(Contender.class);
        for (var contender : Contender.values()) {
            rewards.put(contender, new double[runs]);
            regrets.put(contender, new double[runs]);
            curves.put(contender, new double[PolicyRun.CHECKPOINTS]);
        }
        var offline = new ArrayList<OfflineReport>();
        var truths = new double[runs];
        var best = new double[runs];
        for (int run = 0; run < runs; run++) {
            var visits = world(run);
            for (var contender : Contender.values()) {
                var served = new PolicyRun(contender, seed + run).serve(visits);
                at(rewards, contender)[run] = served.meanReward();
                at(regrets, contender)[run] = served.regret();
                var curve = served.regretCurve();
                for (int i = 0; i < curve.length; i++) at(curves, contender)[i] += curve[i] / runs;
            }
            offline.add(judged(visits, run));
            truths[run] = visits.stream()
                    .mapToDouble(visit -> visit.chances()[Playbook.choose(visit.context())])
                    .average()
                    .orElseThrow();
            best[run] = visits.stream().mapToDouble(Visit::best).average().orElseThrow();
            progress.accept("world %d of %d".formatted(run + 1, runs));
        }
        var policies = new ArrayList<ShopResult.PolicyScore>();
        var bootstrap = new Bootstrap(seed + 1, Bootstrap.DEFAULT_DRAWS);
        for (var contender : Contender.values())
            policies.add(new ShopResult.PolicyScore(
                    contender.id(),
                    mean(at(rewards, contender)),
                    mean(at(regrets, contender)),
                    bootstrap.ofMean(at(rewards, contender)).orElseThrow(),
                    at(curves, contender),
                    bootstrap
                            .ofMean(differences(at(rewards, contender), at(rewards, Contender.RULES)))
                            .orElseThrow()));
        progress.accept("peeking, %d runs".formatted(PEEKING_RUNS));
        var random = new Random(PEEKING_SEED);
        var peeking = Peeking.simulate(random, PEEKING_RUNS, BASE_RATE, BASE_RATE);
        var guards = GuardTrial.of(world(0), seed);
        return new ShopResult(this, policies, mean(best), peeking, offline(offline, truths), guards);
    }

    /// The visits of one world with everything that would have happened, so that another tool can serve the
    /// same people: `person,segment,` the features, `chance.` per action, `luck`. Somebody buys when the
    /// luck is below the chance of the action taken; what is not displayed is empty.
    ///
    /// @param run in 0..runs-1
    public List<String> csv(int run) {
        var lines = new ArrayList<String>();
        var header = new StringJoiner(",").add("person").add("segment");
        ShopWorld.SCHEMA.context().forEach(feature -> header.add(feature.name()));
        ShopWorld.ACTIONS.forEach(action -> header.add("chance." + action.id()));
        lines.add(header.add("luck").toString());
        for (var visit : world(run)) {
            var line = new StringJoiner(",").add(String.valueOf(visit.person())).add(String.valueOf(visit.segment()));
            for (var feature : ShopWorld.SCHEMA.context()) {
                var value = visit.context().get(feature.name());
                line.add(value == null ? "" : value.toString());
            }
            for (double chance : visit.chances()) line.add(String.valueOf(chance));
            lines.add(line.add(String.valueOf(visit.luck())).toString());
        }
        return lines;
    }

    private List<Visit> world(int run) {
        return new ShopWorld(seed + run, Math.max(1, visitors / VISITS_PER_PERSON)).visits(visitors);
    }

    private OfflineReport judged(List<Visit> visits, int run) {
        var log = PolicyRun.logged(Contender.SQUARECB, seed + run, LOGGING_EPSILON)
                .serve(visits)
                .log();
        var evaluation = new OfflineEvaluation(3, Double.POSITIVE_INFINITY, 10, 1_000, seed + run);
        return evaluation
                .evaluate(
                        log,
                        0,
                        Map.of(
                                "rules",
                                row -> Playbook.probabilities(
                                        context(row.features().getFirst()), row.actions())))
                .getFirst();
    }

    /// Back from the vector to names; nothing is usual but 0 in this schema, so no value is lost.
    private static Map<String, Double> context(double[] features) {
        var context = new HashMap<String, Double>();
        for (int i = 0; i < ShopWorld.SCHEMA.context().size(); i++)
            context.put(ShopWorld.SCHEMA.context().get(i).name(), features[i + 1]);
        return context;
    }

    private static List<ShopResult.OfflineScore> offline(List<OfflineReport> reports, double[] truths) {
        var scores = new ArrayList<ShopResult.OfflineScore>();
        for (var estimator : Estimator.values()) {
            int covered = 0;
            int answered = 0;
            double error = 0;
            for (int run = 0; run < truths.length; run++) {
                var value = reports.get(run).values().get(estimator);
                if (value == null) continue;
                answered++;
                error += Math.abs(value.estimate() - truths[run]);
                if (value.low() <= truths[run] && truths[run] <= value.high()) covered++;
            }
            var first = reports.getFirst().values().get(estimator);
            if (first != null)
                scores.add(new ShopResult.OfflineScore(
                        estimator, first, truths[0], covered, answered, answered == 0 ? 0 : error / answered));
        }
        return scores;
    }

    private static double[] at(Map<Contender, double[]> values, Contender contender) {
        var found = values.get(contender);
        if (found == null) throw new IllegalStateException("nothing was noted of " + contender);
        return found;
    }

    private static double[] differences(double[] one, double[] other) {
        var result = new double[one.length];
        for (int i = 0; i < result.length; i++) result[i] = one[i] - other[i];
        return result;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }
}
