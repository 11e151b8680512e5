package dev.attune.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    @Test
    void theErrorIsTheGapOfEachBinWeightedByItsItems() {
        // bin of .9 (three items, two right): |2/3 - .9|; bin of .5 (one item, right): |1 - .5|
        double error = Calibration.expectedError(
                        new double[] {0.9, 0.9, 0.9, 0.5}, new boolean[] {true, true, false, true})
                .orElseThrow();
        assertThat(error).isEqualTo(0.75 * (0.9 - 2.0 / 3) + 0.25 * 0.5, within(1e-12));
    }

    @Test
    void certaintyThatIsAlwaysRightHasNoError() {
        assertThat(Calibration.expectedError(new double[] {1, 1}, new boolean[] {true, true}))
                .hasValue(0);
        assertThat(Calibration.expectedError(new double[] {1, 1}, new boolean[] {false, false}))
                .hasValue(1);
        assertThat(Calibration.expectedError(new double[0], new boolean[0])).isEmpty();
    }

    @Test
    void aConfidenceOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> Calibration.expectedError(new double[] {1.2}, new boolean[] {true}))
                .hasMessageContaining("1.2");
    }

    @Test
    void aConfidenceThatIsNoNumberIsRefusedWhereItsPlaceWouldBeSought() {
        assertThatThrownBy(() -> new CoverageCurve(new double[] {0.9, Double.NaN}, new boolean[] {true, true}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void theSurestShareAnswers() {
        double[] confidence = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, -1};
        boolean[] correct = {true, true, true, true, true, true, false, false, false, false};
        assertThat(new CoverageCurve(confidence, correct).accuracyAt(0.6)).hasValue(1);
        assertThat(new CoverageCurve(confidence, correct).accuracyAt(0.7)).hasValue(6.0 / 7);
        assertThat(new CoverageCurve(confidence, correct).accuracyAt(1)).hasValue(0.6);
    }

    @Test
    void itemsOfOneProbabilityAtTheBorderCountWithTheirMean() {
        double[] confidence = {0.9, 0.5, 0.5, 0.5};
        boolean[] correct = {true, true, false, false};
        assertThat(new CoverageCurve(confidence, correct).accuracyAt(0.5).orElseThrow())
                .isEqualTo((1 + 1.0 / 3) / 2, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfTheItemsPlaysNoPart(long seed) {
        var random = new Random(seed);
        int n = 50;
        var confidence = new double[n];
        var correct = new boolean[n];
        for (int i = 0; i < n; i++) {
            confidence[i] = random.nextInt(5) / 5.0; // many ties
            correct[i] = random.nextBoolean();
        }
        var reversedConfidence = new double[n];
        var reversedCorrect = new boolean[n];
        for (int i = 0; i < n; i++) {
            reversedConfidence[i] = confidence[n - 1 - i];
            reversedCorrect[i] = correct[n - 1 - i];
        }
        for (double share : new double[] {0.1, 0.5, 0.7, 0.9, 1})
            assertThat(new CoverageCurve(confidence, correct).accuracyAt(share).orElseThrow())
                    .as(Arrays.toString(confidence))
                    .isEqualTo(
                            new CoverageCurve(reversedConfidence, reversedCorrect)
                                    .accuracyAt(share)
                                    .orElseThrow(),
                            within(1e-12));
    }
}
