package dev.attune.policy.aggregates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteLaplaceTest {

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200})
    void drawsFollowTheFormula(int epsilonHundredths) {
        int draws = 200_000;
        int reach = 6;
        var random = new Random(42);
        var noise = new DiscreteLaplace(epsilonHundredths);
        var counts = new long[2 * reach + 1];
        long beyond = 0;
        for (int i = 0; i < draws; i++) {
            long z = noise.draw(random);
            if (Math.abs(z) > reach) beyond++;
            else counts[(int) z + reach]++;
        }

        double q = Math.exp(-epsilonHundredths / 100.0);
        double inside = 0;
        double chiSquare = 0;
        for (int z = -reach; z <= reach; z++) {
            double p = (1 - q) / (1 + q) * Math.pow(q, Math.abs(z));
            inside += p;
            double expected = draws * p;
            chiSquare += (counts[z + reach] - expected) * (counts[z + reach] - expected) / expected;
        }
        double expectedBeyond = draws * (1 - inside);
        chiSquare += (beyond - expectedBeyond) * (beyond - expectedBeyond) / expectedBeyond;
        assertThat(chiSquare).as("chi-square, 13 degrees of freedom, 99.9 %").isLessThan(34.5);
    }

    @Test
    void atEpsilonOneNineteenOfTwentyDrawsLieWithinThree() {
        var noise = new DiscreteLaplace(100);
        var random = new Random(7);
        long within = 0;
        for (int i = 0; i < 20_000; i++) if (Math.abs(noise.draw(random)) <= 3) within++;

        assertThat(within / 20_000.0).isBetween(0.945, 0.985); // 1 - 2 q^4 / (1 + q) = 0.973
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void anEpsilonWithoutMeaningIsRefused(int epsilonHundredths) {
        assertThatThrownBy(() -> new DiscreteLaplace(epsilonHundredths)).hasMessageContaining("epsilon");
    }
}
