package dev.attune.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankOrderTest {

    @Test
    void equalValuesShareTheirRank() {
        assertThat(RankOrder.ranks(new double[] {3, 1, 3, 0})).containsExactly(2.5, 1, 2.5, 0);
    }

    @Test
    void theAreaIsTheShareOfPairsInTheRightOrderAndTiesCountHalf() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            var positives = random.ints(7, 0, 6).asDoubleStream().toArray();
            var negatives = random.ints(9, 0, 5).asDoubleStream().toArray();
            double right = 0;
            for (double positive : positives)
                for (double negative : negatives) right += positive > negative ? 1 : positive == negative ? 0.5 : 0;

            assertThat(RankOrder.area(positives, negatives)).isPresent();
            assertThat(RankOrder.area(positives, negatives).getAsDouble()).isCloseTo(right / 63, within(1e-12));
        }
    }

    @Test
    void withoutOneOfTheTwoThereIsNoOrderToSpeakOf() {
        assertThat(RankOrder.area(new double[0], new double[] {1})).isEmpty();
        assertThat(RankOrder.area(new double[] {1}, new double[0])).isEmpty();
    }
}
