package dev.attune.decisions.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
    private static final AlwaysValid VALID = AlwaysValid.STANDARD;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pIsBelowAlphaExactlyWhen0IsOutsideTheInterval(long seed) {
        var random = new Random(seed);
        for (int trial = 0; trial < 20_000; trial++) {
            var valid = new AlwaysValid(0.001 + 0.3 * random.nextDouble(), 10 + random.nextInt(20_000));
            long n = 2 + random.nextInt(50_000);
            double variance = Math.exp(random.nextGaussian() - 5);
            double estimate = 4 * random.nextGaussian() * Math.sqrt(variance);

            boolean outside = !valid.around(estimate, variance, n).contains(0);
            assertThat(valid.p(estimate, variance, n) < valid.alpha())
                    .as("%s, estimate %s, variance %s, n %d", valid, estimate, variance, n)
                    .isEqualTo(outside);
        }
    }

    @Test
    void nothingIsKnownWithoutUnits() {
        assertThat(VALID.around(0.3, Double.POSITIVE_INFINITY, 1)).isEqualTo(Bounds.UNKNOWN);
        assertThat(VALID.p(0.3, Double.POSITIVE_INFINITY, 1)).isEqualTo(1);
        assertThat(FixedHorizon.p(0.3, Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThatThrownBy(() -> new AlwaysValid(0, 5000)).hasMessageContaining("alpha");
    }

    @Test
    void aLopsidedArrivalIsFound() {
        var random = new Random(11);
        int found = 0;
        for (int run = 0; run < 200; run++) {
            long first = Math.round(400_000 * 0.505 + Math.sqrt(400_000 * 0.505 * 0.495) * random.nextGaussian());
            if (SampleRatio.of(new long[] {first, 400_000 - first}, new double[] {1, 1})
                    .isBroken()) found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(198); // 99 %
        assertThat(SampleRatio.of(new long[] {5_020, 4_980}, new double[] {0.5, 0.5})
                        .isBroken())
                .isFalse();
        assertThat(SampleRatio.of(new long[] {950, 50}, new double[] {0.95, 0.05})
                        .p())
                .isEqualTo(1);
        assertThat(SampleRatio.of(new long[] {10, 0}, new double[] {0.5, 0.5}).p())
                .isEqualTo(1); // too few to say
        assertThatThrownBy(() -> SampleRatio.of(new long[] {1, 2}, new double[] {1, Double.NaN}))
                .hasMessageContaining("NaN");
    }

    @Test
    void whatPeopleDidBeforeTakesVarianceAwayAndNotTheDifference() {
        var random = new Random(3);
        var control = Cuped.EMPTY;
        var treatment = Cuped.EMPTY;
        for (int i = 0; i < 4_000; i++) {
            double habit = random.nextGaussian();
            control = control.plus(habit + random.nextGaussian() / 2, habit);
            habit = random.nextGaussian();
            treatment = treatment.plus(0.2 + habit + random.nextGaussian() / 2, habit);
        }
        double theta = Cuped.theta(List.of(control, treatment));
        double before = control.plus(treatment).x().mean();
        var a = control.adjusted(theta, before);
        var b = treatment.adjusted(theta, before);

        assertThat(theta).isCloseTo(1, within(0.03));
        assertThat(a.variance()).isCloseTo(0.25, within(0.02)); // of 1.25
        assertThat(b.mean() - a.mean()).isCloseTo(0.2, within(0.04));
    }

    @Test
    void samplesAndPairsAreTheSameSummedInOneGoOrInParts() {
        var random = new Random(4);
        var whole = Cuped.EMPTY;
        var left = Cuped.EMPTY;
        var right = Cuped.EMPTY;
        for (int i = 0; i < 500; i++) {
            double x = 1000 + random.nextGaussian();
            double y = 2 * x + random.nextGaussian();
            whole = whole.plus(y, x);
            if (i % 3 == 0) left = left.plus(y, x);
            else right = right.plus(y, x);
        }
        var joined = left.plus(right);
        assertThat(joined.y().variance()).isCloseTo(whole.y().variance(), within(1e-9));
        assertThat(joined.products()).isCloseTo(whole.products(), within(1e-6));
        assertThat(Sample.ofShare(3, 10).mean()).isEqualTo(0.3);
        assertThatThrownBy(() -> Sample.EMPTY.plus(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void theRelativeLiftHasTheSpreadThatRepetitionShows() {
        var random = new Random(6);
        var lifts = Sample.EMPTY;
        double claimed = 0;
        for (int run = 0; run < 3_000; run++) {
            var a = Sample.EMPTY;
            var b = Sample.EMPTY;
            for (int i = 0; i < 200; i++) {
                a = a.plus(5 + random.nextGaussian());
                b = b.plus(6 + random.nextGaussian());
            }
            var lift = Lift.of(a.mean(), a.varianceOfMean(), b.mean(), b.varianceOfMean());
            lifts = lifts.plus(lift.estimate());
            claimed += lift.variance() / 3_000;
        }
        assertThat(lifts.mean()).isCloseTo(0.2, within(0.002));
        assertThat(claimed).isCloseTo(lifts.variance(), within(0.1 * claimed));
        assertThat(Lift.of(0, 1, 1, 1).estimate()).isNaN();
    }

    @Test
    void correctionsAreThoseOfHolmAndOfBenjaminiAndHochberg() {
        var p = new double[] {0.01, 0.04, 0.03, 0.005};
        assertThat(Multiplicity.holm(p)).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Multiplicity.benjaminiHochberg(p))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
        assertThat(Multiplicity.holm()).isEmpty();
    }

    @Test
    void plannedNumbersAreThoseOfTheTextbook() {
        // 10 % against 11.5 %, 5 %, 80 %: 2 · 0.09·16/0.015² with p̄(1−p̄) = 0.0959
        assertThat(FixedHorizon.unitsPerArm(0.0959, 0.015, 0.05, 0.8)).isBetween(6_650L, 6_750L);
    }
}
