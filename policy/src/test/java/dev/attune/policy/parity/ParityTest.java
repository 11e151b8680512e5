package dev.attune.policy.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aDelayOfATenthForThoseWhoDeclineIsFound(long seed) {
        var random = new Random(seed);

        var parity = Parity.of(Measure.LATENCY_MS, visits(random, 2000, 220), visits(random, 2000, 200));

        assertThat(parity.verdict()).isEqualTo(Parity.Verdict.WORSE);
        assertThat(parity.low()).isGreaterThan(1);
        assertThat(parity.ratio()).isBetween(1.05, 1.15);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalServiceRaisesNoAlarm(long seed) {
        var random = new Random(seed);

        var parity = Parity.of(Measure.LATENCY_MS, visits(random, 4000, 200), visits(random, 4000, 200));

        assertThat(parity.verdict()).isEqualTo(Parity.Verdict.EQUAL);
    }

    @Test
    void theSamePriceForEverybodyIsEqualExactly() {
        var parity = Parity.of(Measure.PRICE, always(49.90, 40), always(49.90, 40));

        assertThat(parity.verdict()).isEqualTo(Parity.Verdict.EQUAL);
        assertThat(parity.ratio()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 37, 100, 1_000, 12_345})
    void theSamePriceIsEqualHoweverManyPaidIt(int n) {
        for (double price : new double[] {0.1, 4.99, 49.90, 1e9 / 3}) {
            assertThat(Parity.of(Measure.PRICE, always(price, 40), always(price, n))
                            .verdict())
                    .isEqualTo(Parity.Verdict.EQUAL);
            assertThat(Parity.of(Measure.PRICE, always(price, n), always(price, 40))
                            .verdict())
                    .isEqualTo(Parity.Verdict.EQUAL);
        }
    }

    @Test
    void oneCentMoreForThoseWhoDeclineIsWorse() {
        assertThat(Parity.of(Measure.PRICE, always(49.91, 40), always(49.90, 40))
                        .verdict())
                .isEqualTo(Parity.Verdict.WORSE);
    }

    @Test
    void fewerFeaturesAreWorseAndMoreAreNot() {
        assertThat(Parity.of(Measure.FEATURES, always(7, 40), always(8, 40)).verdict())
                .isEqualTo(Parity.Verdict.WORSE);
        assertThat(Parity.of(Measure.FEATURES, always(8, 40), always(7, 40)).verdict())
                .isEqualTo(Parity.Verdict.EQUAL);
    }

    @Test
    void fewVisitsSayNothing() {
        assertThat(Parity.of(Measure.LATENCY_MS, always(400, 29), always(200, 1000))
                        .verdict())
                .isEqualTo(Parity.Verdict.NOT_ENOUGH);
    }

    @Test
    void anUnknownMeasureIsNamed() {
        assertThatThrownBy(() -> Measure.of("mood"))
                .hasMessageContaining("'mood'")
                .hasMessageContaining("latency-ms");
    }

    /// Latencies that vary by a third.
    private static Moments visits(Random random, int n, double mean) {
        var moments = Moments.NONE;
        for (int i = 0; i < n; i++) moments = moments.plus(Math.max(1, mean * (1 + random.nextGaussian() / 3)));
        return moments;
    }

    private static Moments always(double value, int n) {
        var moments = Moments.NONE;
        for (int i = 0; i < n; i++) moments = moments.plus(value);
        return moments;
    }
}
