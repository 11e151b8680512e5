package dev.attune.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final double[] TRUTH = {1, 2, 3, 4};

    @Test
    void correlationIgnoresAShiftAndConcordanceChargesForIt() {
        double[] shifted = {2, 3, 4, 5};
        assertThat(Agreement.correlation(TRUTH, shifted).orElseThrow()).isEqualTo(1, within(1e-12));
        // 2 * 1.25 / (1.25 + 1.25 + 1)
        assertThat(Agreement.concordance(TRUTH, shifted).orElseThrow()).isEqualTo(2.5 / 3.5, within(1e-12));
        assertThat(Agreement.meanAbsoluteError(TRUTH, shifted)).hasValue(1);
    }

    @Test
    void intraclassCorrelationIgnoresAShiftAndChargesForAWrongScale() {
        assertThat(Agreement.intraclass(TRUTH, new double[] {2, 3, 4, 5}).orElseThrow())
                .isEqualTo(1, within(1e-12));
        // variances 1.25 and 5, covariance 2.5
        assertThat(Agreement.intraclass(TRUTH, new double[] {2, 4, 6, 8}).orElseThrow())
                .isEqualTo(0.8, within(1e-12));
        assertThat(Agreement.intraclass(new double[] {1, 1}, new double[] {2, 2}))
                .isEmpty();
    }

    @Test
    void anEstimateThatNeverMovesHasNoCorrelationAndNoConcordance() {
        double[] constant = {2, 2, 2, 2};
        assertThat(Agreement.correlation(TRUTH, constant)).isEmpty();
        assertThat(Agreement.concordance(TRUTH, constant)).hasValue(0);
        assertThat(Agreement.concordance(constant, constant)).isEmpty();
        assertThat(Agreement.meanAbsoluteError(new double[0], new double[0])).isEmpty();
    }

    @Test
    void lengthsThatDifferAreRefused() {
        assertThatThrownBy(() -> Agreement.correlation(TRUTH, new double[3])).hasMessageContaining("4 truths but 3");
    }

    @Test
    void yesOrNoAnswersAreCountedAndScored() {
        var counts = BinaryCounts.of(
                new boolean[] {true, true, true, false, false, false, false},
                new boolean[] {true, true, false, true, false, false, false});
        assertThat(counts).isEqualTo(new BinaryCounts(2, 1, 1, 3));
        assertThat(counts.precision()).hasValue(2.0 / 3);
        assertThat(counts.recall()).hasValue(2.0 / 3);
        assertThat(counts.f1()).hasValue(4.0 / 6);
        assertThat(counts.plus(new BinaryCounts(1, 0, 0, 0)).truePositives()).isEqualTo(3);
    }

    @Test
    void aQuestionThatNeverAroseHasNoScore() {
        var counts = BinaryCounts.of(new boolean[] {false}, new boolean[] {false});
        assertThat(counts.f1()).isEmpty();
        assertThat(counts.precision()).isEmpty();
        assertThat(counts.recall()).isEmpty();
        assertThatThrownBy(() -> new BinaryCounts(-1, 0, 0, 0)).hasMessageContaining("-1");
    }
}
