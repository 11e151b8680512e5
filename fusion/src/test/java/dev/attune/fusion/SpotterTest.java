package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.face.ActionUnitGeometry;
import dev.attune.face.NeutralFace;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.Moment;
import dev.attune.signals.MuscleGroup;
import dev.attune.signals.SpottingGrade;
import dev.attune.signals.SpottingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpotterTest {
    private static final double SECONDS = 8;

    @Test
    void aBrowRaiseOfAFifthOfASecondIsSpottedWithItsTimes() {
        var spotted = spotted(play(
                60,
                t -> aFace().moving(FaceMeasure.INNER_BROW_HEIGHT, 0.03 * bump(t, 4.0, 4.2))
                        .moving(FaceMeasure.OUTER_BROW_HEIGHT, 0.03 * bump(t, 4.0, 4.2))));

        assertThat(spotted).singleElement().satisfies(movement -> {
            assertThat(movement.group()).isEqualTo(MuscleGroup.BROW_RAISE);
            assertThat(movement.grade()).isEqualTo(SpottingGrade.MEASURABLE);
            assertThat(Seconds.of(movement.episode().onset())).isCloseTo(4.0, within(0.04));
            assertThat(Seconds.of(movement.episode().apex())).isCloseTo(4.1, within(0.03));
            assertThat(Seconds.of(movement.episode().offset())).isCloseTo(4.2, within(0.04));
            assertThat(movement.actionUnits())
                    .extracting(unit -> unit.number())
                    .isSubsetOf(1, 2)
                    .isNotEmpty();
        });
    }

    @Test
    void aSmileThatStaysIsNoShortMovement() {
        assertThat(spotted(play(60, t -> aFace().moving(FaceMeasure.CORNER_RISE, 0.08 * bump(t, 4.0, 5.2)))))
                .isEmpty();
        assertThat(spotted(play(60, t -> aFace().moving(FaceMeasure.CORNER_RISE, t < 4 ? 0 : 0.08))))
                .isEmpty();
    }

    @Test
    void aStillFaceWithJitterShowsNothing() {
        assertThat(spotted(play(60, t -> aFace()))).isEmpty();
    }

    @Test
    void aBlinkIsNoMovementOfTheBrows() {
        var spotted = spotted(play(
                60,
                t -> aFace().moving(FaceMeasure.EYE_OPENING, -0.25 * bump(t, 4.0, 4.25))
                        .moving(FaceMeasure.INNER_BROW_HEIGHT, -0.02 * bump(t, 4.0, 4.25))));

        assertThat(spotted).isEmpty();
    }

    @Test
    void theMouthThatABlinkDrawsAlongIsNoMovementOfTheMouth() {
        // as the mesh reads real and synthetic blinks with the mouth at rest
        assertThat(spotted(play(60, t -> blinking(t).moving(FaceMeasure.CORNER_RISE, -0.01 * bump(t, 4.02, 4.25)))))
                .isEmpty();
        assertThat(spotted(play(30, t -> blinking(t).moving(FaceMeasure.MOUTH_HALF_WIDTH, -0.04 * bump(t, 4, 4.25)))))
                .isEmpty();
    }

    @Test
    void cornersThatAreClearlyPulledDownDuringABlinkAreSpotted() {
        var spotted = spotted(play(60, t -> blinking(t).moving(FaceMeasure.CORNER_RISE, -0.03 * bump(t, 3.95, 4.3))));

        assertThat(spotted)
                .singleElement()
                .satisfies(movement -> assertThat(movement.group()).isEqualTo(MuscleGroup.CORNER_DOWN));
    }

    @Test
    void cornersThatAreFaintlyPulledDownWithOpenEyesAreSpotted() {
        assertThat(spotted(play(60, t -> aFace().moving(FaceMeasure.CORNER_RISE, -0.01 * bump(t, 3.95, 4.3)))))
                .singleElement()
                .satisfies(movement -> assertThat(movement.group()).isEqualTo(MuscleGroup.CORNER_DOWN));
    }

    @Test
    void lipsThatABlinkDrawsAlongDoNotHideTheSmileAfterIt() {
        var spotted = spotted(play(
                60,
                t -> blinking(t)
                        .moving(FaceMeasure.MOUTH_HALF_WIDTH, -0.04 * bump(t, 4, 4.25))
                        .moving(FaceMeasure.CORNER_RISE, 0.06 * bump(t, 4.7, 5))));

        assertThat(spotted)
                .singleElement()
                .satisfies(movement -> assertThat(movement.group()).isEqualTo(MuscleGroup.SMILE));
    }

    private static AFace blinking(double t) {
        return aFace().moving(FaceMeasure.EYE_OPENING, -0.25 * bump(t, 4.0, 4.25));
    }

    @Test
    void ofARowOfJawMovementsAsInSpeechAtMostTheFirstCounts() {
        var spotted = spotted(play(60, t -> {
            double open = 0;
            for (double from = 3; from < 6; from += 0.7) open += 0.15 * bump(t, from, from + 0.3);
            return aFace().moving(FaceMeasure.LIP_GAP, open);
        }));

        assertThat(spotted).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aSmileThatDrawsTheUpperLipAlongIsOneMovement() {
        var spotted = spotted(play(
                60,
                t -> aFace().moving(FaceMeasure.CORNER_RISE, 0.06 * bump(t, 4.0, 4.3))
                        .moving(FaceMeasure.UPPER_LIP_HEIGHT, -0.03 * bump(t, 4.0, 4.3))));

        assertThat(spotted)
                .singleElement()
                .satisfies(movement -> assertThat(movement.group()).isEqualTo(MuscleGroup.SMILE));
    }

    @Test
    void aFaceThatMovesOftenDoesNotHideItsOwnMovements() {
        var spotted = spotted(play(60, t -> {
            double raised = 0;
            for (double from = 3; from < 7; from += 1) raised += 0.03 * bump(t, from, from + 0.3);
            return aFace().moving(FaceMeasure.INNER_BROW_HEIGHT, raised).moving(FaceMeasure.OUTER_BROW_HEIGHT, raised);
        }));

        assertThat(spotted).hasSize(4);
    }

    @Test
    void betweenTwentyFiveAndSixtyFramesASecondItIsIndicativeOnly() {
        var spotted = spotted(play(25, t -> aFace().moving(FaceMeasure.CORNER_RISE, 0.06 * bump(t, 4.0, 4.3))));

        assertThat(spotted).singleElement().satisfies(movement -> {
            assertThat(movement.group()).isEqualTo(MuscleGroup.SMILE);
            assertThat(movement.grade()).isEqualTo(SpottingGrade.INDICATIVE);
        });
    }

    @Test
    void below25FramesASecondItIsRefusedWithWhatWasMeasuredAndWhatIsNeeded() {
        var events = play(24, t -> aFace().moving(FaceMeasure.CORNER_RISE, 0.06 * bump(t, 4.0, 4.3)));

        assertThat(spotted(events)).isEmpty();
        assertThat(events).singleElement().isInstanceOfSatisfying(SpottingStatus.class, status -> {
            assertThat(status.grade()).isEqualTo(SpottingGrade.NOT_MEASURABLE);
            assertThat(status.measuredHz()).isCloseTo(24, within(0.1));
            assertThat(status.neededHz()).isEqualTo(60);
        });
    }

    @Test
    void aMovementWithLostFramesInsideIsNotTimed() {
        var events = new ArrayList<AffectEvent>();
        var spotter = Spotter.NONE;
        var random = new SplittableRandom(7);
        for (int i = 0; i < 60 * SECONDS; i++) {
            double t = i / 60.0;
            if (t > 4.06 && t < 4.12) continue;
            spotter = watch(
                    spotter, t, aFace().moving(FaceMeasure.CORNER_RISE, 0.06 * bump(t, 4.0, 4.3)), random, events);
        }

        assertThat(spotted(events)).isEmpty();
    }

    @Test
    void afterFramesTooSlowTheJitterIsLearntAnewBeforeAnythingIsTold() {
        var events = new ArrayList<AffectEvent>();
        var spotter = Spotter.NONE;
        var random = new SplittableRandom(7);
        double t = 0;
        for (; t < 8; t += 1 / 20.0) spotter = watch(spotter, t, aFace(), random, events);
        for (; t < 10.5; t += 1 / 60.0) {
            double browsRaised = 0.03 * bump(t, 9.5, 9.7);
            spotter = watch(
                    spotter,
                    t,
                    aFace().moving(FaceMeasure.INNER_BROW_HEIGHT, browsRaised)
                            .moving(FaceMeasure.OUTER_BROW_HEIGHT, browsRaised),
                    random,
                    events);
        }

        assertThat(spotted(events)).isEmpty();
    }

    @Test
    void whatIsRememberedDoesNotGrow() {
        var spotter = Spotter.NONE;
        var random = new SplittableRandom(7);
        var events = new ArrayList<AffectEvent>();
        for (int i = 0; i < 100 * 20; i++) spotter = watch(spotter, i / 100.0, aFace(), random, events);

        assertThat(spotter.frames()).hasSizeLessThan(170);
        assertThat(spotter.changes()).hasSizeLessThan(170);
        assertThat(spotter.talking()).hasSizeLessThan(10);
    }

    /// 0 outside, 1 in the middle, smooth.
    private static double bump(double t, double from, double to) {
        return t <= from || t >= to ? 0 : 0.5 - 0.5 * Math.cos(2 * Math.PI * (t - from) / (to - from));
    }

    private interface Performance {
        AFace at(double seconds);
    }

    private static List<AffectEvent> play(double framesPerSecond, Performance performance) {
        var events = new ArrayList<AffectEvent>();
        var random = new SplittableRandom(20261122);
        var spotter = Spotter.NONE;
        for (int i = 0; i < framesPerSecond * SECONDS; i++)
            spotter = watch(spotter, i / framesPerSecond, performance.at(i / framesPerSecond), random, events);
        return events;
    }

    private static Spotter watch(
            Spotter spotter, double t, AFace face, SplittableRandom random, List<AffectEvent> events) {
        for (var measure : FaceMeasure.values()) face.moving(measure, 0.0015 * random.nextGaussian());
        var observed = face.observed();
        var units = ActionUnitGeometry.intensities(observed.measures(), NeutralFace.population(), observed.pose());
        return spotter.next(Duration.ofNanos(Math.round(t * 1e9)), observed, units, events);
    }

    private static List<Moment.MicroExpression> spotted(List<AffectEvent> events) {
        return events.stream()
                .filter(Moment.MicroExpression.class::isInstance)
                .map(Moment.MicroExpression.class::cast)
                .toList();
    }
}
