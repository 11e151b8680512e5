package dev.attune.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewardModelTest {
    private static final RewardModel.Settings SETTINGS = new RewardModel.Settings(4, 1, 1);

    @Test
    void anActionNobodyTriedHasThePrior() {
        var estimate = RewardModel.empty(SETTINGS).estimate("help", new double[] {1, 0.5, 0, 0});

        assertThat(estimate.mean()).isZero();
        assertThat(estimate.uncertainty()).isCloseTo(Math.sqrt(1.25), within(1e-12));
    }

    @Test
    void theWeightsAreThoseOfRidgeRegressionSolvedAtOnce() {
        var rows = rows(new Random(3), 200, 1, 0);
        var model = learned(SETTINGS, rows);

        // normal equations: (λI + Σ x xᵀ) θ = Σ r x
        var weights = model.weights("a0");
        for (int i = 0; i < 4; i++) {
            double left = weights[i];
            double right = 0;
            for (var row : rows) {
                left += row.features()[i] * ActionModel.dot(row.features(), weights);
                right += row.reward() * row.features()[i];
            }
            assertThat(left).isCloseTo(right, within(1e-9));
        }
    }

    @Test
    void afterManyUpdatesTheInverseHasNotDrifted() {
        var model = RewardModel.empty(SETTINGS);
        for (var row : rows(new Random(4), ActionModel.INVERT_EVERY - 1, 1, 0)) model = model.learn(row);

        var action = Objects.requireNonNull(model.models().get("a0"));
        assertThat(action.sinceInversion).isEqualTo(ActionModel.INVERT_EVERY - 1);
        var anew = ActionModel.inverted(action.precision, 4, 1);
        for (int i = 0; i < anew.length; i++) assertThat(action.inverse[i]).isCloseTo(anew[i], within(1e-6));

        var inverted = Objects.requireNonNull(
                model.learn(rows(new Random(5), 1, 1, 0).getFirst()).models().get("a0"));
        assertThat(inverted.sinceInversion).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aModelThatForgotAPersonIsTheModelThatNeverSawThem(long seed) {
        var random = new Random(seed);
        var settings = new RewardModel.Settings(4, 0.7, 0.9);
        var everybody = RewardModel.empty(settings);
        var others = everybody;
        var persons = new ArrayList<Row>();
        for (int period = 0; period < 5; period++) {
            for (var row : rows(random, 300, 3, everybody.epoch())) {
                boolean isPerson = random.nextInt(20) == 0;
                everybody = everybody.learn(row);
                if (isPerson) persons.add(row);
                else others = others.learn(row);
            }
            everybody = everybody.aged();
            others = others.aged();
        }

        var forgotten = everybody.unlearn(persons);

        assertThat(forgotten.updates()).isEqualTo(others.updates());
        for (var action : others.actions()) {
            assertThat(forgotten.weights(action)).containsExactly(others.weights(action), within(1e-6));
            var x = new double[] {1, random.nextDouble(), random.nextDouble(), random.nextDouble()};
            assertThat(forgotten.estimate(action, x).uncertainty())
                    .isCloseTo(others.estimate(action, x).uncertainty(), within(1e-6));
        }
    }

    @Test
    void anActionThatOnlyTheForgottenPersonTriedIsUnknownAgain() {
        var row = new Row("rare", new double[] {1, 0.3, 0.2, 0.1}, 0.8, 0);

        assertThat(RewardModel.empty(SETTINGS).learn(row).unlearn(List.of(row)).actions())
                .isEmpty();
    }

    @Test
    void ageingFollowsAWorldThatChanged() {
        var never = RewardModel.empty(new RewardModel.Settings(1, 1, 1));
        var slowly = RewardModel.empty(new RewardModel.Settings(1, 1, 0.8));
        for (int day = 0; day < 40; day++) {
            double truth = day < 30 ? 0.9 : 0.1;
            for (int i = 0; i < 20; i++) {
                never = never.learn(new Row("a", new double[] {1}, truth, never.epoch()));
                slowly = slowly.learn(new Row("a", new double[] {1}, truth, slowly.epoch()));
            }
            never = never.aged();
            slowly = slowly.aged();
        }

        assertThat(never.weights("a")[0]).isGreaterThan(0.6);
        assertThat(slowly.weights("a")[0]).isLessThan(0.25);
    }

    @Test
    void keptAsBytesItAnswersAndLearnsOnWithTheSameBits() {
        var model = learned(new RewardModel.Settings(4, 0.3, 0.95), rows(new Random(9), 500, 3, 0))
                .aged();

        var restored = ModelBytes.model(ModelBytes.of(model));

        var next = rows(new Random(10), 50, 3, 1);
        for (var row : next) {
            model = model.learn(row);
            restored = restored.learn(row);
        }
        assertThat(ModelBytes.of(restored)).isEqualTo(ModelBytes.of(model));
        for (var row : next)
            assertThat(restored.estimate(row.action(), row.features()))
                    .isEqualTo(model.estimate(row.action(), row.features()));
    }

    @Test
    void bytesThatAreNoModelAreRefused() {
        var bytes = ModelBytes.of(learned(SETTINGS, rows(new Random(9), 5, 1, 0)));

        assertThatThrownBy(() -> ModelBytes.model(Arrays.copyOf(bytes, bytes.length - 3)))
                .hasMessageContaining("end too early");
        assertThatThrownBy(() -> ModelBytes.model(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("more bytes");
        assertThatThrownBy(() -> ModelBytes.deviation(bytes)).hasMessageContaining("no deviation");
        bytes[5] = 9;
        assertThatThrownBy(() -> ModelBytes.model(bytes)).hasMessageContaining("version 9");
    }

    @Test
    void nothingIsLearnedFromGarbage() {
        var model = RewardModel.empty(SETTINGS);
        assertThatThrownBy(() -> new Row("a", new double[] {1, Double.NaN}, 0.5, 0))
                .hasMessageContaining("feature 1")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Row("a", new double[] {1}, Double.NaN, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Row("a", new double[] {1}, 1.5, 0)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> model.learn(new Row("a", new double[] {1, 2}, 0.5, 0)))
                .hasMessageContaining("4 features, got 2");
        assertThatThrownBy(() -> model.learn(new Row("a", new double[4], 0.5, 7)))
                .hasMessageContaining("epoch 7");
        assertThatThrownBy(() -> model.unlearn(List.of(new Row("a", new double[] {1, 0, 0, 0}, 0.5, 0))))
                .hasMessageContaining("cannot be forgotten");
    }

    static RewardModel learned(RewardModel.Settings settings, List<Row> rows) {
        var model = RewardModel.empty(settings);
        for (var row : rows) model = model.learn(row);
        return model;
    }

    /// Four features, rewards that depend on them.
    static List<Row> rows(Random random, int n, int actions, long epoch) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < n; i++) {
            int action = random.nextInt(actions);
            var x = new double[] {1, random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5};
            double mean = 0.4 + 0.2 * x[1] - 0.3 * x[2] * action;
            rows.add(new Row("a" + action, x, Math.clamp(mean + 0.1 * random.nextGaussian(), 0, 1), epoch));
        }
        return rows;
    }
}
