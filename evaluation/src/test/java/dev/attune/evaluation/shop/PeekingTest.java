package dev.attune.evaluation.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PeekingTest {

    /// 2,000 runs, base rate 10 %, java.util.Random(5): equal arms first, then 10 % against 11.5 % from
    /// the same generator.
    @Test
    void fiftyLooksRaiseFalseAlarmsWithTheTextbookTestAndNotWithTheAlwaysValidOne() {
        var random = new Random(5);
        var same = Peeking.simulate(random, 2_000, 0.10, 0.10);
        var better = Peeking.simulate(random, 2_000, 0.10, 0.115);

        assertThat(same.naive()).isCloseTo(0.315, within(0.0005));
        assertThat(same.sequential()).isCloseTo(0.019, within(0.0005));
        assertThat(same.fixed()).isCloseTo(0.044, within(0.0005));
        assertThat(better.naive()).isCloseTo(0.972, within(0.0005));
        assertThat(better.sequential()).isCloseTo(0.728, within(0.0005));
        assertThat(better.meanSample()).isCloseTo(12_853, within(1.0));
    }
}
