package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Emotion;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpressionMixTest {
    private static final ExpressionMix MIX = ExpressionMix.standard();

    @Test
    void whatBothReadIsReadAndWhatOnlyOneReadsIsDoubted() {
        double[] joy = sure(Emotion.JOY);
        double[] fear = sure(Emotion.FEAR);
        double together = MIX.of(joy, joy).of(Emotion.JOY);
        assertThat(together).isGreaterThan(0.8);
        assertThat(MIX.of(joy, fear).of(Emotion.JOY)).isLessThan(together);
        assertThat(MIX.of(joy, fear).of(Emotion.FEAR))
                .isGreaterThan(MIX.of(joy, joy).of(Emotion.FEAR));
    }

    @Test
    void contemptIsLeftToTheNetworkThatKnowsIt() {
        double[] contempt = sure(Emotion.CONTEMPT);
        assertThat(MIX.of(contempt, sure(Emotion.NEUTRAL)).of(Emotion.CONTEMPT))
                .isCloseTo(contempt[Emotion.CONTEMPT.ordinal()], within(1e-9));
    }

    /// Seeded property: whatever two networks answer, certainty and zero included, is a distribution afterwards.
    @Test
    void anyTwoAnswersGiveADistribution() {
        var random = new SplittableRandom(4);
        for (int i = 0; i < 500; i++) {
            var mixed = MIX.of(drawn(random), drawn(random)).toArray();
            double sum = 0;
            for (double p : mixed) {
                assertThat(p).isFinite().isBetween(0.0, 1.0);
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void nonsenseWeightsAreRefusedWithTheirValues() {
        assertThatThrownBy(() -> new ExpressionMix(-0.1, 1, 0.01)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new ExpressionMix(1, 1, 0)).hasMessageContaining("0.0");
    }

    private static double[] sure(Emotion emotion) {
        var p = new double[Emotion.values().length];
        for (int i = 0; i < p.length; i++) p[i] = i == emotion.ordinal() ? 0.93 : 0.01;
        return p;
    }

    private static double[] drawn(SplittableRandom random) {
        var p = new double[Emotion.values().length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) sum += p[i] = Math.pow(random.nextDouble(), 1 + random.nextInt(40));
        for (int i = 0; i < p.length; i++) p[i] /= sum;
        return p;
    }
}
