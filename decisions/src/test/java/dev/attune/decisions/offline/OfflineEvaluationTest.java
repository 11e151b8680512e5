package dev.attune.decisions.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.learning.FeatureSchema.Feature;
import dev.attune.decisions.learning.FeatureSchema.Origin;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.Guards;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.Mode;
import dev.attune.decisions.ranking.RankRequest;
import dev.attune.decisions.ranking.Ranker;
import dev.attune.decisions.ranking.Rewards;
import dev.attune.decisions.ranking.Slot;
import dev.attune.decisions.ranking.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OfflineEvaluationTest {
    private static final List<String> ACTIONS = List.of("a", "b", "c");
    private static final OfflineEvaluation QUICK = new OfflineEvaluation(2, Double.POSITIVE_INFINITY, 10, 300, 7);

    /// A world with four kinds of visitors whose rewards no line through their number fits.
    private static double truth(int kind, int action) {
        return new double[][] {{0.2, 0.5, 0.3}, {0.6, 0.2, 0.3}, {0.3, 0.4, 0.8}, {0.5, 0.1, 0.4}}[kind][action];
    }

    private static final Policy CANDIDATE = row -> switch ((int) row.features().getFirst()[1]) {
        case 0 -> new double[] {0.1, 0.8, 0.1};
        case 1 -> new double[] {0.8, 0.1, 0.1};
        case 2 -> new double[] {0.1, 0.1, 0.8};
        default -> new double[] {0.4, 0.2, 0.4};
    };

    private static final double VALUE_OF_CANDIDATE =
            (0.02 + 0.4 + 0.03 + 0.48 + 0.02 + 0.03 + 0.03 + 0.04 + 0.64 + 0.2 + 0.02 + 0.16) / 4;

    @Test
    void theIntervalsHoldTheTruthAsOftenAsTheySay() {
        int logs = 1_000;
        var covered = new EnumMap<Estimator, Integer>(Estimator.class);
        var bias = new EnumMap<Estimator, Double>(Estimator.class);
        for (int seed = 0; seed < logs; seed++) {
            var report = QUICK.evaluate(log(seed, 400), 0, Map.of("candidate", CANDIDATE))
                    .getFirst();
            report.values().forEach((estimator, value) -> {
                if (value.low() <= VALUE_OF_CANDIDATE && VALUE_OF_CANDIDATE <= value.high())
                    covered.merge(estimator, 1, Integer::sum);
                bias.merge(estimator, (value.estimate() - VALUE_OF_CANDIDATE) / logs, Double::sum);
            });
        }
        for (var estimator : List.of(Estimator.IPS, Estimator.SNIPS, Estimator.DR, Estimator.SNDR, Estimator.SWITCH_DR))
            assertThat(covered.getOrDefault(estimator, 0) / (double) logs)
                    .as(estimator.id())
                    .isGreaterThanOrEqualTo(0.93);
        // the straight-line model is wrong here, and alone it shows
        assertThat(covered.getOrDefault(Estimator.DM, 0) / (double) logs).isLessThan(0.5);
        assertThat(Math.abs(bias.getOrDefault(Estimator.DR, 1.0)))
                .isLessThanOrEqualTo(Math.abs(bias.getOrDefault(Estimator.IPS, 0.0)) + 0.002);
        assertThat(Math.abs(bias.getOrDefault(Estimator.DM, 0.0))).isGreaterThan(0.03);
    }

    @Test
    void differencesAreTakenOnTheSameResamples() {
        var policies = new LinkedHashMap<String, Policy>();
        policies.put("logging", row -> logging((int) row.features().getFirst()[1]));
        policies.put("candidate", CANDIDATE);
        policies.put("again", CANDIDATE);
        var reports = QUICK.evaluate(log(3, 3_000), 12, policies);

        var better = reports.get(1).value(Estimator.DR);
        assertThat(better.overFirst().low()).isPositive();
        assertThat(reports.get(2).values()).isEqualTo(reports.get(1).values());
        var self = reports.get(0).value(Estimator.IPS);
        assertThat(self.overFirst()).isEqualTo(new OfflineReport.Difference(0, 0, 0));
        assertThat(reports.get(0).effectiveRows()).isCloseTo(3_000, within(1e-6));
        assertThat(reports.get(0).leftOut()).isEqualTo(12);
    }

    @Test
    void whereTheLogHasNoSupportThereIsNoAnswer() {
        Policy elsewhere = row -> new double[] {0, 0, 1};
        var rows = log(4, 500).stream().filter(row -> row.chosen() != 2).toList();
        var report = QUICK.evaluate(rows, 0, Map.of("elsewhere", elsewhere)).getFirst();

        assertThat(report.values()).isEmpty();
        assertThat(report.refusals()).anyMatch(reason -> reason.contains("effective rows, 100 are needed"));
        assertThat(report.refusals()).anyMatch(reason -> reason.contains("average 0.000 instead of 1"));
    }

    @Test
    void wrongPropensitiesAreRefused() {
        var doubled = log(4, 3_000).stream()
                .map(row -> new OfflineRow(
                        row.subject(), row.actions(), row.features(), row.chosen(), row.propensity() / 2, row.reward()))
                .toList();
        assertThat(QUICK.evaluate(doubled, 0, Map.of("c", CANDIDATE)).getFirst().refusals())
                .anyMatch(reason -> reason.contains("instead of 1"));
        var none = new OfflineRow("ann", ACTIONS, features(0), 0, 0, 1);
        assertThat(QUICK.evaluate(List.of(none), 0, Map.of("c", CANDIDATE))
                        .getFirst()
                        .refusals())
                .containsExactly("1 rows have a propensity outside (0, 1]");
        assertThat(QUICK.evaluate(List.of(), 3, Map.of("c", CANDIDATE))
                        .getFirst()
                        .refusals())
                .containsExactly("no row was drawn by chance");
        assertThatThrownBy(() -> QUICK.evaluate(log(1, 10), 0, Map.of("c", row -> new double[] {1, 1, 1})))
                .hasMessageContaining("no distribution");
    }

    @Test
    void rowsOfOnePersonAreNoIndependentEvidence() {
        var alone = log(8, 1_000);
        var repeated = new ArrayList<OfflineRow>();
        for (int i = 0; i < alone.size(); i++) for (int copy = 0; copy < 4; copy++) repeated.add(alone.get(i));
        var once = QUICK.evaluate(alone, 0, Map.of("c", CANDIDATE)).getFirst().value(Estimator.IPS);
        var fourTimes =
                QUICK.evaluate(repeated, 0, Map.of("c", CANDIDATE)).getFirst().value(Estimator.IPS);

        assertThat(fourTimes.high() - fourTimes.low()).isCloseTo(once.high() - once.low(), within(0.005));
    }

    @Test
    void theLogOfTheRankerAgreesWithItsPropensitiesAndAForgedOneDoesNot() {
        var log = new ArrayList<LoggedDecision>();
        var forged = new ArrayList<LoggedDecision>();
        var truthful = slot(new Explorer.EpsilonGreedy(0.4));
        for (int i = 0; i < 3_000; i++) {
            log.add(rank(truthful, i));
            forged.add(withProbabilities(log.getLast(), i));
        }
        assertThat(PropensityCheck.of(log).isBroken()).isFalse();
        assertThat(PropensityCheck.of(log).degreesOfFreedom()).isEqualTo(2);
        assertThat(PropensityCheck.of(forged).isBroken()).isTrue();
        assertThat(PropensityCheck.of(List.of()).p()).isEqualTo(1);
    }

    private static LoggedDecision withProbabilities(LoggedDecision decision, int i) {
        double tilted = 0.25 + 0.05 * (i % 3);
        return new LoggedDecision(
                decision.request(),
                decision.slot(),
                decision.mode(),
                decision.policyVersion(),
                decision.learner(),
                decision.schemaVersion(),
                decision.removed(),
                decision.eligible(),
                decision.scores(),
                List.of(tilted, 0.9 - tilted, 0.1),
                decision.chosen(),
                decision.why(),
                decision.explored(),
                decision.learnable(),
                decision.shadow(),
                decision.seed(),
                decision.epsilon(),
                decision.dropped(),
                decision.unread());
    }

    private static Slot slot(Explorer explorer) {
        return new Slot(
                "shop",
                "v1",
                new FeatureSchema(1, List.of(Feature.share("x", Origin.SERVICE)), List.of()),
                explorer,
                new Guards(0.1, Map.of(), Guards.Cap.NONE, 1, 0, "a", false),
                new Rewards(Duration.ofMinutes(1), 0, Rewards.Rule.FIRST));
    }

    private static LoggedDecision rank(Slot slot, int i) {
        var nothing = Hierarchy.of(RewardModel.empty(new RewardModel.Settings(2, 1, 1)));
        var actions = ACTIONS.stream()
                .map(id -> Candidate.of(id, ActionClass.CONTENT))
                .toList();
        return Ranker.rank(
                slot,
                Standing.of(Mode.ONLINE, nothing),
                RankRequest.of("e" + i, Instant.EPOCH, "person" + i, Map.of("x", i % 2.0), actions));
    }

    private static double[] logging(int kind) {
        return kind % 2 == 0 ? new double[] {0.5, 0.3, 0.2} : new double[] {0.3, 0.3, 0.4};
    }

    private static List<OfflineRow> log(long seed, int n) {
        var random = new Random(seed);
        var rows = new ArrayList<OfflineRow>();
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(4);
            var p = logging(kind);
            double u = random.nextDouble();
            int action = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            double reward = random.nextDouble() < truth(kind, action) ? 1 : 0;
            rows.add(new OfflineRow("person" + i, ACTIONS, features(kind), action, p[action], reward));
        }
        return rows;
    }

    private static List<double[]> features(int kind) {
        var x = new double[] {1, kind};
        return List.of(x, x, x);
    }
}
