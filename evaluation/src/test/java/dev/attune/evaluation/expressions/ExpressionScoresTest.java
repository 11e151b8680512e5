package dev.attune.evaluation.expressions;

import static dev.attune.evaluation.expressions.Answers.abstained;
import static dev.attune.evaluation.expressions.Answers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.signals.Emotion;
import dev.attune.signals.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionScoresTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 200);

    /// Ten labelled pictures and one without a label: five right, two wrong, one abstention that is right, one without
    /// a face, one unreadable.
    private static final Answers ANSWERS = new Answers()
            .add(4, Emotion.JOY, "", read(Emotion.JOY, 0.9))
            .add(Emotion.JOY, "", read(Emotion.NEUTRAL, 0.5))
            .add(Emotion.NEUTRAL, "", read(Emotion.NEUTRAL, 0.8))
            .add(Emotion.NEUTRAL, "", read(Emotion.ANGER, 0.4))
            .add(Emotion.ANGER, "", abstained(Emotion.ANGER, 0.6, Reason.BLURRED))
            .add(Emotion.ANGER, "", new Answer.NoFace("empty room"))
            .add(Emotion.ANGER, "", new Answer.Unreadable("no picture"))
            .add(null, "", read(Emotion.FEAR, 0.9));

    private final ExpressionScores scores = ExpressionScores.of(ANSWERS.index(), ANSWERS.all(), BOOTSTRAP);

    @Test
    void picturesWithoutALabelAreLeftOutAndThoseWithoutAnAnswerAreErrors() {
        assertThat(scores.n()).isEqualTo(10);
        assertThat(scores.confusion().accuracy()).hasValue(0.6);
        assertThat(scores.confusion().recall(Emotion.ANGER.ordinal())).hasValue(1.0 / 3);
        assertThat(scores.confusion().recall(Emotion.FEAR.ordinal())).isEmpty();
    }

    @Test
    void theSurestAnswersAreBetterAndThoseWithoutAnAnswerComeLast() {
        assertThat(scores.accuracyAt(0.7)).hasValue(6.0 / 7); // without the anger of .4 and the two without an answer
        assertThat(scores.accuracyAt(0.9)).hasValue(6.0 / 9);
    }

    @Test
    void calibrationIsJudgedOverTheAnswersOnly() {
        // bins of 1/15: .9 (4 right), .8 (right), .6 (right), .5 (wrong), .4 (wrong)
        double expected = (4 * (1 - 0.9) + (1 - 0.8) + (1 - 0.6) + 0.5 + 0.4) / 8;
        assertThat(scores.ece().orElseThrow()).isEqualTo(expected, within(1e-9));
    }

    @Test
    void theProductAbstainsWithReasonsAndIsJudgedWhereItAnswers() {
        assertThat(scores.product()).isEqualTo(new ExpressionScores.Product(8, 7, 5, Map.of(Reason.BLURRED, 1)));
        assertThat(scores.product().abstained()).isEqualTo(1);
    }

    @Test
    void actionUnitsAloneAreJudgedOnTheFacesThatTheMeshFound() {
        assertThat(scores.unitsAlone().n()).isEqualTo(8);
        assertThat(scores.unitsAlone().accuracy()).hasValue(2.0 / 8); // faces that do not move are neutral
        var smiling = new Answers()
                .add(Emotion.JOY, "", read(Emotion.ANGER, 0.9, 4))
                .add(Emotion.ANGER, "", new Answer.NoFace("empty room"));
        assertThat(ExpressionScores.of(smiling.index(), smiling.all(), BOOTSTRAP)
                        .unitsAlone()
                        .accuracy())
                .hasValue(1);
    }

    @Test
    void everyFigureHasAnIntervalAroundIt() {
        for (var figure : ExpressionScores.Figure.values())
            assertThat(scores.interval(figure)).as(figure.id()).isPresent();
        assertThat(scores.interval(ExpressionScores.Figure.ACCURACY)
                        .orElseThrow()
                        .contains(0.6))
                .isTrue();
    }

    @Test
    void exactCopiesAreCounted() {
        assertThat(scores.exactCopies()).isEqualTo(3); // four pictures with the bytes of one
    }

    @Test
    void withoutAnyLabelNothingIsClaimed() {
        var unlabelled = new Answers().add(null, "one", read(Emotion.JOY, 0.9));
        var none = ExpressionScores.of(unlabelled.index(), unlabelled.all(), BOOTSTRAP);
        assertThat(none.n()).isZero();
        assertThat(none.confusion().accuracy()).isEmpty();
        assertThat(none.ece()).isEmpty();
        assertThat(none.accuracyAt(0.9)).isEmpty();
        assertThat(none.interval(ExpressionScores.Figure.ACCURACY)).isEmpty();
    }
}
