package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.aFrown;
import static dev.attune.fusion.AFace.aSmile;
import static dev.attune.fusion.AFace.closedEyes;
import static dev.attune.fusion.AFace.covered;
import static dev.attune.fusion.Recording.intensity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Baseline;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AffectFusionTest {

    @Test
    void aNeutralFaceIsNeutral() {
        var affect = new Recording().shows(5, aFace()).last();

        assertThat(affect.valence().optional().orElseThrow()).isCloseTo(0, within(0.1));
        assertThat(affect.arousal().optional().orElseThrow()).isCloseTo(0, within(0.15));
        assertThat(expression(affect).top()).isEqualTo(Emotion.NEUTRAL);
        assertThat(affect.contributions())
                .containsExactly(
                        Contribution.sole(Modality.FACE, affect.valence(), affect.arousal(), affect.expression()));
        assertThat(affect.formula()).hasToString("affect-late-fusion/2");
    }

    @Test
    void aSmileRaisesValenceAfterTheStatedDelay() {
        var affects = new Recording().shows(4, aFace()).shows(3, aSmile()).affects();

        assertThat(affects.getLast().valence().optional().orElseThrow()).isGreaterThan(0.6);
        assertThat(affects.getLast().delay()).isEqualTo(Duration.ofMillis(250));
        var rise = affects.get(100 + 6); // 6 frames of 40 ms after the step: one delay
        assertThat(intensity(rise, 12) / intensity(affects.getLast(), 12)).isCloseTo(0.63, within(0.05));
    }

    @Test
    void anUnclearExpressionOnAHalfCoveredFaceHasNoValenceEither() {
        var guess = aFace().showing(Emotion.FEAR, 0.45).readable(0.5, Reason.OCCLUDED);

        var affect = new Recording().shows(3, guess).last();

        assertThat(affect.expression()).isEqualTo(new DisplayPattern.Abstained(Reason.OCCLUDED));
        assertThat(affect.valence()).isEqualTo(new Measurement.NotMeasurable(Reason.OCCLUDED));
        assertThat(affect.arousal()).isEqualTo(new Measurement.NotMeasurable(Reason.OCCLUDED));
    }

    @Test
    void anExpressionBetweenTwoClassesOnAClearFaceStillHasAValence() {
        var between = aFace().showing(EmotionDistribution.of(
                Map.of(Emotion.ANGER, 0.26, Emotion.DISGUST, 0.25, Emotion.FEAR, 0.25, Emotion.SADNESS, 0.24)));

        var affect = new Recording().shows(3, between).last();

        assertThat(affect.expression()).isInstanceOf(DisplayPattern.Abstained.class);
        assertThat(affect.valence().optional().orElseThrow()).isLessThan(-0.3);
    }

    @Test
    void aDroppedFrameDoesNotChangeTheTimeScale() {
        var every = new Recording().shows(4, aFace()).shows(1, aSmile());
        var third = new Recording();
        for (int i = 0; i < every.readings.size(); i++)
            if (i % 3 == 0 || i == every.readings.size() - 1) third.readings.add(every.readings.get(i));

        assertThat(intensity(third.last(), 12)).isCloseTo(intensity(every.last(), 12), within(0.2));
    }

    @Test
    void afterThreeSecondsOfNeutralFaceIntensitiesAreRelativeToThePerson() {
        var restingLow = aFace().moving(FaceMeasure.INNER_BROW_HEIGHT, -0.06).moving(FaceMeasure.BROW_GAP, -0.03);

        var affects = new Recording().shows(8, restingLow).affects();

        assertThat(affects.getFirst().baseline()).isEqualTo(Baseline.POPULATION);
        assertThat(intensity(affects.getFirst(), 4)).isGreaterThan(1);
        assertThat(affects.get(25).baseline()).isEqualTo(Baseline.PROVISIONAL);
        assertThat(affects.getLast().baseline()).isEqualTo(Baseline.PERSONAL);
        assertThat(intensity(affects.getLast(), 4)).isLessThan(0.3);
    }

    @Test
    void aRestingFaceThatTheNetsReadAsALittleSadIsNeutralForThisPerson() {
        var restingSad = aFace().showing(
                        EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 0.5, Emotion.SADNESS, 0.4, Emotion.FEAR, 0.1)));

        var affect = new Recording().shows(8, restingSad).last();

        assertThat(expression(affect).of(Emotion.NEUTRAL)).isGreaterThan(0.7);
        assertThat(affect.valence().optional().orElseThrow()).isCloseTo(0, within(0.2));
    }

    @Test
    void aSustainedFrownDoesNotBecomeTheNewZeroEvenIfTheNetsCallItNeutral() {
        var affect = new Recording().shows(3, aFace()).shows(60, aFrown()).last();

        assertThat(intensity(affect, 4)).isGreaterThan(3);
    }

    @Test
    void aSmileThatLastsTheWholeVisitIsNotTakenForTheNeutralFace() {
        var affect = new Recording().shows(30, aSmile()).last();

        assertThat(affect.baseline()).isEqualTo(Baseline.POPULATION);
        assertThat(affect.quality().reasons()).contains(Reason.BASELINE_MISSING);
        assertThat(intensity(affect, 12)).isGreaterThan(2);
    }

    @Test
    void aCoveredFaceGetsNoAnswerButAReason() {
        var affect = new Recording().shows(4, aSmile()).shows(1, covered()).last();

        assertThat(affect.valence()).isEqualTo(new Measurement.NotMeasurable(Reason.OCCLUDED));
        assertThat(affect.expression()).isEqualTo(new DisplayPattern.Abstained(Reason.OCCLUDED));
        assertThat(affect.states().values()).containsOnly(new Measurement.NotMeasurable(Reason.OCCLUDED));
        assertThat(affect.contributions()).isEmpty();
    }

    @Test
    void aDistributionWithoutAWinnerIsNoAnswer() {
        var flat = new double[Emotion.values().length];
        Arrays.fill(flat, 1.0 / flat.length);

        var affect = new Recording()
                .shows(2, aFace().showing(EmotionDistribution.of(flat)))
                .last();

        assertThat(affect.expression()).isEqualTo(new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE));
    }

    @Test
    void aBlinkIsBridgedAndALongerClosureHasNoExpression() {
        var blink = new Recording().shows(4, aFace()).shows(0.2, closedEyes()).last();
        assertThat(expression(blink).top()).isEqualTo(Emotion.NEUTRAL);

        var closure = new Recording().shows(4, aFace()).shows(2, closedEyes()).last();
        assertThat(closure.expression()).isEqualTo(new DisplayPattern.Abstained(Reason.EYES_CLOSED));
        assertThat(intensity(closure, 43)).isGreaterThan(3);
    }

    @Test
    void aLaughThatClosesTheEyesIsStillRead() {
        var laugh = closedEyes()
                .moving(FaceMeasure.CORNER_RISE, 0.1)
                .moving(FaceMeasure.MOUTH_HALF_WIDTH, 0.05)
                .showing(Emotion.JOY, 0.95);
        var recording = new Recording().shows(4, aFace()).shows(3, laugh);
        assertThat(expression(recording.last()).top()).isEqualTo(Emotion.JOY);
        assertThat(intensity(recording.last(), 43)).isGreaterThan(3);
    }

    @Test
    void aSmileOfTheNetsAloneIsNotEnoughWhileTheEyesAreClosed() {
        var recording = new Recording().shows(4, aFace()).shows(3, closedEyes().showing(Emotion.JOY, 0.95));
        assertThat(recording.last().expression()).isEqualTo(new DisplayPattern.Abstained(Reason.EYES_CLOSED));
    }

    @Test
    void aFaceThatBeginsWithClosedEyesHasNoExpressionYet() {
        var recording = new Recording().shows(3, closedEyes()).shows(1, aSmile());

        assertThat(recording.affects().getFirst().expression())
                .isEqualTo(new DisplayPattern.Abstained(Reason.EYES_CLOSED));
        assertThat(expression(recording.last()).top()).isEqualTo(Emotion.JOY);
        assertThat(recording.moments())
                .filteredOn(Moment.ExpressionEpisode.class::isInstance)
                .singleElement()
                .satisfies(smile -> assertThat(smile.episode().onset()).isGreaterThanOrEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void statesNeedAWindowOfEvidence() {
        var affects = new Recording().shows(4, aFace()).affects();

        assertThat(affects.getFirst().states().get(State.ATTENTION))
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        assertThat(level(affects.get(30), State.ATTENTION)).isEqualTo(1);
    }

    @Test
    void aLoweredBrowWithTightLidsIsConsistentWithConfusionUnlessThereIsASmile() {
        var frown = new Recording().shows(4, aFace()).shows(3, aFrown()).last();
        var squintingSmile = new Recording()
                .shows(4, aFace())
                .shows(3, aFrown().moving(FaceMeasure.CORNER_RISE, 0.1))
                .last();

        assertThat(level(frown, State.CONFUSION)).isGreaterThan(0.6);
        assertThat(level(squintingSmile, State.CONFUSION)).isLessThan(0.1);
    }

    @Test
    void lookingAwayIsNotReactingAndTheOtherWayRound() {
        var away =
                new Recording().shows(4, aFace()).shows(3, aFace().turned(40)).last();
        assertThat(level(away, State.ATTENTION)).isZero();

        var reacting = new Recording().shows(4, aFace()).shows(3, aSmile()).last();
        assertThat(level(reacting, State.ATTENTION)).isEqualTo(1);
        assertThat(level(reacting, State.ENGAGEMENT))
                .isGreaterThan(level(new Recording().shows(4, aFace()).last(), State.ENGAGEMENT));
        assertThat(level(reacting, State.INTEREST)).isGreaterThan(0.5);
    }

    @Test
    void everyValenceAndArousalCanBeWalkedBackToItsTerms() {
        for (var affect : new Recording().shows(2, aFace()).shows(2, aSmile()).affects()) {
            var valence = AffectFormula.valence(expression(affect), affect.actionUnits());
            var arousal = AffectFormula.arousal(expression(affect), affect.actionUnits());
            assertThat(valence.stream().mapToDouble(AffectFormula.Term::effect).sum())
                    .isCloseTo(affect.valence().optional().orElseThrow(), within(1e-12));
            assertThat(arousal.stream().mapToDouble(AffectFormula.Term::effect).sum())
                    .isCloseTo(affect.arousal().optional().orElseThrow(), within(1e-12));
        }
    }

    @Test
    void everybodyHasTheirOwnTrack() {
        var recording = new Recording()
                .shows(4, aFace().track(1), aFace().track(2))
                .shows(2, aSmile().track(1), aFrown().track(2));

        assertThat(intensity(recording.affects(1).getLast(), 12)).isGreaterThan(3);
        assertThat(intensity(recording.affects(2).getLast(), 12)).isLessThan(0.3);
        assertThat(intensity(recording.affects(2).getLast(), 4)).isGreaterThan(3);
    }

    @Test
    void nobodyInThePictureIsNoEstimate() {
        assertThat(new Recording().shows(5).events()).isEmpty();
    }

    @Test
    void aSecondFrameOfTheSameTimeIsIgnored() {
        var reading = new FaceReading(Duration.ofSeconds(1), List.of(aSmile().observed()));
        var once = AffectFusion.step(FusionState.initial(), reading);

        var twice = AffectFusion.step(once.state(), reading);

        assertThat(twice.events()).isEmpty();
        assertThat(twice.state()).isEqualTo(once.state());
    }

    @Test
    void theSameRecordingGivesTheSameNumbersInOnePieceOrContinuedFromAnyState() {
        var recording = new Recording()
                .shows(2, aFace())
                .shows(1, aSmile())
                .shows(0.6, covered())
                .shows(1, aFrown(), aSmile().track(3))
                .shows(1);
        var whole = recording.events();
        assertThat(recording.events()).isEqualTo(whole);

        for (int cut = 1; cut < recording.readings.size(); cut += 17) {
            var events = new ArrayList<AffectEvent>();
            var before = recording.readings.subList(0, cut);
            var after = recording.readings.subList(cut, recording.readings.size());
            var state = Recording.play(FusionState.initial(), before, events);
            // stepping another stream in between must leave no trace
            Recording.play(FusionState.initial(), after, new ArrayList<>());
            state = Recording.play(state, after, events);
            events.addAll(AffectFusion.finish(state).events());
            assertThat(events).isEqualTo(whole);
        }
    }

    @Test
    void aStateIsNeverChangedByStepping() {
        var recording = new Recording().shows(1, aFace()).shows(1, aSmile());
        var halfway = Recording.play(FusionState.initial(), recording.readings.subList(0, 25), new ArrayList<>());
        var next = recording.readings.get(25);

        var first = AffectFusion.step(halfway, next);
        Recording.play(halfway, recording.readings.subList(25, 50), new ArrayList<>());

        assertThat(AffectFusion.step(halfway, next)).isEqualTo(first);
    }

    @Test
    void theWeightsOfTheFormulaCannotLeaveTheRange() {
        var definition = AffectFormula.definition();
        for (var dimension : List.of("valence", "arousal")) {
            double units = dimension.equals("arousal") ? definition.number("arousal.activation") : 0;
            double up = units;
            double down = 0;
            for (int number = 1; number <= 64; number++) {
                double weight = definition.number(dimension + ".unit.AU%02d".formatted(number), 0);
                up += Math.max(0, weight);
                down += Math.min(0, weight);
            }
            var emotions = new ArrayList<Double>(List.of(0.0));
            for (var emotion : Emotion.values())
                emotions.add(definition.number(dimension + ".emotion." + emotion.id(), 0));
            assertThat(up + Collections.max(emotions)).isLessThanOrEqualTo(1);
            assertThat(down + Collections.min(emotions)).isGreaterThanOrEqualTo(-1);
        }
    }

    static EmotionDistribution expression(Affect affect) {
        return ((DisplayPattern.Displayed) affect.expression()).probabilities();
    }

    private static double level(Affect affect, State state) {
        var measurement = Objects.requireNonNull(affect.states().get(state));
        return measurement.optional().orElseThrow();
    }
}
