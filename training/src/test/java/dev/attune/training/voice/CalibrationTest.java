package dev.attune.training.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final int EXAMPLES = 4_000;

    /// Scores whose truth is drawn with a known sharpness and bias.
    private record Drawn(List<double[]> scores, int[] labels) {
        static Drawn of(Calibration truth, long seed) {
            var random = new SplittableRandom(seed);
            var scores = new ArrayList<double[]>();
            var labels = new int[EXAMPLES];
            for (int i = 0; i < EXAMPLES; i++) {
                double score = random.nextDouble();
                scores.add(new double[] {1 - score, score});
                labels[i] = random.nextDouble() < truth.of(scores.get(i))[1] ? 1 : 0;
            }
            return new Drawn(scores, labels);
        }
    }

    @Test
    void sharpnessAndBiasThatWerePutInComeOut() {
        var drawn = Drawn.of(new Calibration(2.5, -0.8), 1);

        var fitted = Calibration.fit(drawn.scores(), drawn.labels());

        assertThat(fitted.sharpness()).isCloseTo(2.5, within(0.3));
        assertThat(fitted.bias()).isCloseTo(-0.8, within(0.15));
    }

    @Test
    void probabilitiesComeTrueAsOftenAsTheySay() {
        var drawn = Drawn.of(new Calibration(4, 0.5), 2);
        var fitted = Calibration.fit(drawn.scores(), drawn.labels());

        var confidence = new double[EXAMPLES];
        var correct = new boolean[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            double[] probabilities = fitted.of(drawn.scores().get(i));
            int top = probabilities[1] > probabilities[0] ? 1 : 0;
            confidence[i] = probabilities[top];
            correct[i] = drawn.labels()[i] == top;
        }

        assertThat(dev.attune.evaluation.statistics.Calibration.expectedError(confidence, correct)
                        .orElseThrow())
                .isLessThan(0.03);
    }

    @Test
    void manyClassesSumToOneAndKeepTheirOrder() {
        double[] probabilities = new Calibration(3, 0).of(new double[] {0.1, 2, -1, 0.5});

        assertThat(probabilities[0] + probabilities[1] + probabilities[2] + probabilities[3])
                .isCloseTo(1, within(1e-12));
        assertThat(probabilities[1]).isGreaterThan(probabilities[3]);
        assertThat(probabilities[3]).isGreaterThan(probabilities[0]);
        assertThat(probabilities[0]).isGreaterThan(probabilities[2]);
    }
}
