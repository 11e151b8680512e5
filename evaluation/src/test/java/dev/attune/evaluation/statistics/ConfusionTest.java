package dev.attune.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionTest {
    private static final List<String> CLASSES = List.of("neutral", "joy", "anger");

    /// Four neutral (one read as joy, one without an answer), four joy (all right), no anger; anger is never read.
    private static final Confusion CONFUSION = Confusion.of(
            CLASSES, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, new int[] {0, 0, 1, Confusion.NO_ANSWER, 1, 1, 1, 1});

    @Test
    void rowsAreLabelsAndTheLastColumnIsNoAnswer() {
        assertThat(CONFUSION.counts()).isDeepEqualTo(new int[][] {{2, 1, 0, 1}, {0, 4, 0, 0}, {0, 0, 0, 0}});
    }

    @Test
    void anItemWithoutAnAnswerIsAnError() {
        assertThat(CONFUSION.accuracy()).hasValue(6.0 / 8);
        assertThat(CONFUSION.recall(0)).hasValue(0.5);
        assertThat(CONFUSION.precision(0)).hasValue(1);
    }

    @Test
    void aClassThatNobodyLabelledHasNoRecallAndDoesNotDistortTheMean() {
        assertThat(CONFUSION.recall(2)).isEmpty();
        assertThat(CONFUSION.precision(2)).isEmpty();
        // F1 of neutral: 2*2/(4+2); of joy: 2*4/(4+5)
        assertThat(CONFUSION.macroF1().orElseThrow()).isEqualTo((2.0 / 3 + 8.0 / 9) / 2, within(1e-12));
        assertThat(CONFUSION.macroF1OverAll().orElseThrow()).isEqualTo((2.0 / 3 + 8.0 / 9) / 3, within(1e-12));
        assertThat(CONFUSION.unweightedRecall()).hasValue(0.75);
    }

    @Test
    void nothingMeasuredIsAbsentAndNotZero() {
        var empty = Confusion.of(CLASSES, new int[0], new int[0]);
        assertThat(empty.accuracy()).isEmpty();
        assertThat(empty.macroF1()).isEmpty();
        assertThat(empty.macroF1OverAll()).isEmpty();
    }

    @Test
    void aMatrixOfTheWrongShapeIsRefused() {
        assertThatThrownBy(() -> new Confusion(CLASSES, new int[3][3])).hasMessageContaining("3 rows of 4 counts");
        assertThatThrownBy(() -> Confusion.of(CLASSES, new int[2], new int[1])).hasMessageContaining("2 labels but 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void accuracyIsTheMeanOfRecallsWeightedBySupport(long seed) {
        var random = new Random(seed);
        int n = 1 + random.nextInt(200);
        var labels = random.ints(n, 0, 3).toArray();
        var answers = random.ints(n, -1, 3).toArray();
        var confusion = Confusion.of(CLASSES, labels, answers);
        double weighted = 0;
        for (int label = 0; label < 3; label++)
            weighted += confusion.recall(label).orElse(0) * confusion.support(label) / n;
        assertThat(confusion.n()).isEqualTo(n);
        assertThat(confusion.accuracy().orElseThrow()).isEqualTo(weighted, within(1e-12));
    }
}
