package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeTest {
    private static final int ROWS = 40;

    @Test
    void withoutAPenaltyALineIsFoundExactly() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            double[] truth = {random.nextGaussian(), 3 * random.nextGaussian(), 0.1 * random.nextGaussian()};
            var inputs = inputs(random);

            var found = new Ridge(inputs, ones(), new double[3]).weights(targets(inputs, truth));

            for (int i = 0; i < truth.length; i++) assertThat(found[i]).isCloseTo(truth[i], within(1e-6));
        }
    }

    @Test
    void aLargerPenaltyFlattensThePredictionsAndKeepsTheirMean() {
        var inputs = inputs(new Random(5));
        var targets = targets(inputs, new double[] {2, 1, -100});
        double before = Double.POSITIVE_INFINITY;
        for (double penalty : new double[] {0, 1, 10, 100, 1e6}) {
            var weights = new Ridge(inputs, ones(), Ridge.penalties(3, penalty)).weights(targets);
            var predicted = targets(inputs, weights);
            double mean = mean(predicted);
            double variance = mean(Arrays.stream(predicted)
                    .map(value -> (value - mean) * (value - mean))
                    .toArray());

            assertThat(variance).isLessThan(before);
            assertThat(mean).isCloseTo(mean(targets), within(1e-6));
            before = variance;
        }
    }

    @Test
    void anExampleThatDoesNotCountChangesNothing() {
        var inputs = inputs(new Random(6));
        var targets = targets(inputs, new double[] {2, 1, -1});
        var rows = ones();
        rows[7] = 0;
        targets[7] = 1000;

        var weights = new Ridge(inputs, rows, new double[3]).weights(targets);

        assertThat(weights[1]).isCloseTo(1, within(1e-6));
    }

    @Test
    void inputsThatCannotBeToldApartAreRefusedUntilThePenaltyTellsThem() {
        double[][] twice = {{1, 2, 2}, {1, 3, 3}, {1, 5, 5}};
        double[] targets = {2, 3, 5};
        double[] rows = {1, 1, 1};

        assertThatThrownBy(() -> new Ridge(twice, rows, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("penalty");
        var shared = new Ridge(twice, rows, Ridge.penalties(3, 1e-6)).weights(targets);
        assertThat(shared[1]).isCloseTo(shared[2], within(1e-6)).isCloseTo(0.5, within(1e-3));
    }

    private static double[][] inputs(Random random) {
        var inputs = new double[ROWS][];
        for (int i = 0; i < ROWS; i++)
            inputs[i] = new double[] {1, 5 + 2 * random.nextGaussian(), 0.01 * random.nextGaussian()};
        return inputs;
    }

    private static double[] targets(double[][] inputs, double[] weights) {
        var targets = new double[inputs.length];
        for (int i = 0; i < targets.length; i++) targets[i] = Ridge.predict(weights, inputs[i]);
        return targets;
    }

    private static double[] ones() {
        var ones = new double[ROWS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
