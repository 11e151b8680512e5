package dev.attune.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalsTest {

    @Test
    void theWilsonIntervalHasItsPublishedEnds() {
        // 81 of 263: Newcombe 1998, table I, method 3
        var interval = Wilson.interval(81, 263).orElseThrow();
        assertThat(interval.low()).isEqualTo(0.2553, within(5e-5));
        assertThat(interval.high()).isEqualTo(0.3662, within(5e-5));
    }

    @Test
    void theWilsonIntervalSaysSomethingAtNoneAndAll() {
        // 0 of 20 and 20 of 20: Newcombe 1998, table I
        assertThat(Wilson.interval(0, 20).orElseThrow().low()).isZero();
        assertThat(Wilson.interval(0, 20).orElseThrow().high()).isEqualTo(0.1611, within(5e-5));
        assertThat(Wilson.interval(20, 20).orElseThrow().low()).isEqualTo(1 - 0.1611, within(5e-5));
        assertThat(Wilson.interval(20, 20).orElseThrow().high()).isEqualTo(1);
        assertThat(Wilson.interval(0, 0)).isEmpty();
        assertThatThrownBy(() -> Wilson.interval(3, 2)).hasMessageContaining("3 of 2");
    }

    @Test
    void theBootstrapOfAMeanComesNearTheNormalInterval() {
        var random = new Random(1);
        var values = random.doubles(400).toArray(); // uniform: standard error of the mean is 1/sqrt(12*400)
        var interval = new Bootstrap(7, 2_000).ofMean(values).orElseThrow();
        assertThat(interval.high() - interval.low()).isEqualTo(2 * 1.96 / Math.sqrt(12 * 400), within(0.006));
    }

    @Test
    void oneSeedGivesOneIntervalAndAnotherAnother() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5};
        var first = new Bootstrap(1, 500).ofMean(values);
        assertThat(new Bootstrap(1, 500).ofMean(values)).isEqualTo(first);
        assertThat(new Bootstrap(2, 500).ofMean(values)).isNotEqualTo(first);
    }

    @Test
    void groupsThatDifferHaveAnIntervalWithoutZeroAndEqualOnesWithIt() {
        var random = new Random(3);
        var low = random.doubles(200).toArray();
        var alsoLow = random.doubles(200).toArray();
        var high = random.doubles(200).map(value -> value + 0.3).toArray();
        var bootstrap = new Bootstrap(5, 1_000);
        assertThat(bootstrap.ofDifference(low, alsoLow).orElseThrow().contains(0))
                .isTrue();
        assertThat(bootstrap.ofDifference(high, low).orElseThrow().low()).isGreaterThan(0.2);
        assertThat(bootstrap.ofDifference(high, new double[0])).isEmpty();
    }

    @Test
    void aStatisticThatIsMostlyUndefinedHasNoInterval() {
        var bootstrap = new Bootstrap(1, 100);
        assertThat(bootstrap.interval(3, drawn -> Double.NaN)).isEmpty();
        assertThat(bootstrap.interval(0, drawn -> 1)).isEmpty();
        assertThat(bootstrap.interval(3, drawn -> 1)).contains(new Interval(1, 1));
        assertThatThrownBy(() -> new Bootstrap(1, 99)).hasMessageContaining("99");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyIntervalOfAMeanLiesWithinTheValuesAndAroundTheMean(long seed) {
        var random = new Random(seed);
        var values = random.doubles(20 + random.nextInt(100), -5, 5).toArray();
        var interval = new Bootstrap(seed, 300).ofMean(values).orElseThrow();
        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(interval.low()).isBetween(-5.0, mean);
        assertThat(interval.high()).isBetween(mean, 5.0);
    }

    @Test
    void theLargestDifferenceOfManyGroupsIsJudgedAgainstChance() {
        var random = new Random(11);
        var alike = new double[8][];
        for (int i = 0; i < alike.length; i++) alike[i] = random.doubles(40).toArray();
        var chance = GroupDifference.of(alike, 3, 500);
        assertThat(chance.difference()).isPositive(); // some pair always differs
        assertThat(chance.pValue()).isGreaterThan(0.05);
        alike[5] = Arrays.stream(alike[5]).map(value -> value + 0.5).toArray();
        var real = GroupDifference.of(alike, 3, 500);
        assertThat(real.highest()).isEqualTo(5);
        assertThat(real.pValue()).isEqualTo(1.0 / 501);
        assertThatThrownBy(() -> GroupDifference.of(new double[1][3], 3, 500)).hasMessageContaining("two groups");
    }
}
