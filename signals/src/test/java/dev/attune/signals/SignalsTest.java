package dev.attune.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 5.1, Double.NaN, Double.POSITIVE_INFINITY})
    void anImpossibleIntensityIsRefusedAndPrinted(double intensity) {
        assertThatThrownBy(() -> new ActionUnit(12, intensity, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AU12 intensity")
                .hasMessageContaining(Double.toString(intensity));
    }

    @Test
    void aDistributionIsNormalisedAndNamesItsTop() {
        var joy = EmotionDistribution.of(Map.of(Emotion.JOY, 0.7004, Emotion.NEUTRAL, 0.3));
        assertThat(joy.top()).isEqualTo(Emotion.JOY);
        assertThat(joy.toMap().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(1, within(1e-12));
    }

    /// Else a distribution that was stored and read again would differ in its last bits.
    @Test
    void aNormalisedDistributionIsNotTouchedAgain() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            var values = random.doubles(Emotion.values().length).toArray();
            double sum = Arrays.stream(values).sum();
            for (int j = 0; j < values.length; j++) values[j] /= sum * (1 + random.nextDouble(-9e-4, 9e-4));
            var once = EmotionDistribution.of(values);
            assertThat(EmotionDistribution.of(once.toArray())).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.2, -0.2, 1.2", "-0.2, 1.2, -0.2", "0.6, 0.3, 0.3", "NaN, 0.4, NaN"})
    void aMixedExpressionWhoseWeightsAreNotSharesOfOneIsRefused(double first, double second, String printed) {
        assertThatThrownBy(() -> mixed(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(printed);
    }

    @Test
    void theWeightsOfAMixedExpressionMayMissOneByTheirRounding() {
        assertThat(mixed(0.1 + 0.2, 0.7).firstWeight()).isEqualTo(0.1 + 0.2);
    }

    private static Moment.MixedExpression mixed(double firstWeight, double secondWeight) {
        var episode = new Episode(0, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
        return new Moment.MixedExpression(
                episode, Emotion.JOY, Emotion.SURPRISE, firstWeight, secondWeight, 0.7, List.of());
    }

    @Test
    void aDistributionThatDoesNotSumToOneIsRefused() {
        assertThatThrownBy(() -> EmotionDistribution.of(Map.of(Emotion.JOY, 0.7)))
                .hasMessageContaining("sum to 1")
                .hasMessageContaining("0.7");
    }

    @Test
    void overlapOfBoxesIsSymmetricAndBetweenZeroAndOne() {
        var random = new SplittableRandom(20261122);
        for (int i = 0; i < 1000; i++) {
            var a = new Box(
                    random.nextDouble(10), random.nextDouble(10), random.nextDouble(9) + 1, random.nextDouble(9) + 1);
            var b = new Box(
                    random.nextDouble(10), random.nextDouble(10), random.nextDouble(9) + 1, random.nextDouble(9) + 1);
            assertThat(a.overlap(b)).isBetween(0.0, 1.0).isEqualTo(b.overlap(a), within(1e-12));
            assertThat(a.overlap(a)).isEqualTo(1, within(1e-12));
        }
    }

    @Test
    void anEpisodeMustPeakBetweenItsEnds() {
        assertThatThrownBy(() -> new Episode(1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3)))
                .hasMessageContaining("onset <= apex <= offset");
    }

    @Test
    void anUnknownPurposeNamesTheKnownOnes() {
        assertThatThrownBy(() -> Purpose.of("selling"))
                .hasMessageContaining("'selling'")
                .hasMessageContaining("research");
    }

    @Test
    void typedTextIsNotBiometric() {
        assertThat(Modality.TEXT.biometric()).isFalse();
        assertThat(Modality.FACE.biometric()).isTrue();
    }
}
