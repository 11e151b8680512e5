package dev.attune.evaluation.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.offline.Estimator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopSimulationTest {
    private static final int VISITORS = 3_000;

    private static ShopResult result;

    @BeforeAll
    static void simulate() {
        result = new ShopSimulation(3, VISITORS, 4).run(said -> {});
    }

    @Test
    void everyLearnerBeatsChance() {
        for (var contender : Contender.values())
            if (contender.learns())
                assertThat(score(contender).ci95().low())
                        .as(contender.id())
                        .isGreaterThan(score(Contender.RANDOM).ci95().high());
    }

    @Test
    void learnersRegretLessAndLess() {
        for (var contender : Contender.values()) {
            var curve = score(contender).regretCurve();
            double first = curve[2];
            double last = curve[9] - curve[6];
            if (contender.learns()) assertThat(last).as(contender.id()).isLessThan(0.85 * first);
            if (contender == Contender.RANDOM) assertThat(last).isGreaterThan(0.9 * first);
        }
    }

    @Test
    void noGuardIsBroken() {
        var guards = result.guards();
        assertThat(guards.mostOfCapped()).isLessThanOrEqualTo(GuardTrial.CEILING + 1e-9);
        assertThat(guards.leastOfFloored()).isGreaterThanOrEqualTo(GuardTrial.FLOOR - 1e-9);
        assertThat(guards.vulnerable()).isEqualTo(VISITORS / 10);
        assertThat(guards.experimentedOn()).isZero();
        assertThat(guards.changedByTheFace()).isZero();
        assertThat(guards.wronglyStopped()).isZero();
        assertThat(guards.propensities().isBroken()).isFalse();
    }

    @Test
    void aLogOfOnePolicyTellsWhatAnotherEarns() {
        assertThat(result.offline())
                .extracting(ShopResult.OfflineScore::estimator)
                .contains(Estimator.DR);
        for (var score : result.offline())
            if (score.estimator() != Estimator.DM && score.estimator() != Estimator.SWITCH_DR)
                assertThat(score.covered()).as(score.estimator().id()).isGreaterThanOrEqualTo(score.answered() - 1);
    }

    @Test
    void theJsonHasExactlyTheDocumentedShape() {
        var json = result.json();
        assertThat(json.propertyNames()).containsExactly("policies", "peeking", "offline");
        assertThat(json.get("policies").get(0).propertyNames()).containsExactly("name", "meanReward", "regret", "ci95");
        assertThat(json.get("peeking").propertyNames())
                .containsExactly("naiveFalsePositiveRate", "sequentialFalsePositiveRate");
        assertThat(json.get("peeking").get("sequentialFalsePositiveRate").asDouble())
                .isLessThan(0.05);
        assertThat(json.get("offline").get(0).propertyNames())
                .containsExactly("estimator", "estimate", "ci95", "truth");
        assertThat(result.markdown()).startsWith(ShopResult.NOTICE);
    }

    @Test
    void theSameSeedGivesTheSameWorld() {
        var one = new ShopWorld(7, 50).visits(200);
        var other = new ShopWorld(7, 50).visits(200);
        for (int i = 0; i < 200; i++) {
            assertThat(one.get(i).context()).isEqualTo(other.get(i).context());
            assertThat(one.get(i).chances()).isEqualTo(other.get(i).chances());
        }
        assertThat(new PolicyRun(Contender.HIERARCHICAL, 7).serve(one).regret())
                .isEqualTo(new PolicyRun(Contender.HIERARCHICAL, 7).serve(other).regret());
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatThrownBy(() -> new ShopSimulation(1, 10, 5)).hasMessageContaining("got 10");
        assertThatThrownBy(() -> new ShopSimulation(1, 5_000, 1)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> new ShopSimulation(-1, 5_000, 5)).hasMessageContaining("got -1");
    }

    private ShopResult.PolicyScore score(Contender contender) {
        return result.policies().stream()
                .filter(policy -> policy.name().equals(contender.id()))
                .findFirst()
                .orElseThrow();
    }
}
