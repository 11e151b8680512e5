package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.face.NeutralFace;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Measurement;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class EyelidsTest {
    private static final double OPEN = NeutralFace.population().centre().mean(FaceMeasure.EYE_OPENING);

    /// @param openness of the lids over the time in seconds; 1 = open
    private static List<AffectEvent> film(double seconds, double hz, DoubleUnaryOperator openness) {
        var state = FusionState.initial();
        var events = new ArrayList<AffectEvent>();
        for (int i = 0; i < seconds * hz; i++) {
            double t = i / hz;
            double opening = 0.08 + openness.applyAsDouble(t) * (OPEN - 0.08);
            var face = aFace().moving(FaceMeasure.EYE_OPENING, opening - OPEN).observed();
            var step = AffectFusion.step(state, new FaceReading(Duration.ofNanos(Math.round(t * 1e9)), List.of(face)));
            state = step.state();
            events.addAll(step.events());
        }
        return events;
    }

    private static List<Moment.Blink> blinks(List<AffectEvent> events) {
        return events.stream()
                .filter(Moment.Blink.class::isInstance)
                .map(Moment.Blink.class::cast)
                .toList();
    }

    private static Affect last(List<AffectEvent> events) {
        return events.stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static double fatigue(List<AffectEvent> events) {
        return Objects.requireNonNull(last(events).states().get(State.FATIGUE))
                .optional()
                .orElseThrow();
    }

    private static double dip(double t, double at, double length, double depth) {
        return t > at && t < at + length ? 1 - depth * Math.sin(Math.PI * (t - at) / length) : 1;
    }

    @Test
    void aBlinkHasOnsetApexOffsetAndSaysHowFineItsTimesAre() {
        var blinks = blinks(film(4, 30, t -> dip(t, 2, 0.25, 1)));
        assertThat(blinks).hasSize(1);
        var blink = blinks.getFirst();
        double frame = 1 / 30.0;
        assertThat(Seconds.of(blink.episode().onset())).isCloseTo(2, within(1.5 * frame));
        assertThat(Seconds.of(blink.episode().apex())).isCloseTo(2.125, within(frame));
        assertThat(Seconds.of(blink.episode().offset())).isCloseTo(2.25, within(2.5 * frame));
        assertThat(blink.completeness()).isCloseTo(1, within(0.1));
        assertThat(Seconds.of(blink.resolution())).isCloseTo(frame, within(0.001));
    }

    @Test
    void aHalfBlinkIsOneAndSaysSo() {
        var blinks = blinks(film(4, 30, t -> dip(t, 2, 0.25, 0.65)));
        assertThat(blinks).hasSize(1);
        assertThat(blinks.getFirst().completeness()).isCloseTo(0.65, within(0.1));
    }

    @Test
    void aLongClosureIsNoBlink() {
        assertThat(blinks(film(5, 30, t -> t > 2 && t < 3 ? 0 : 1))).isEmpty();
    }

    @Test
    void loweredLidsAreNoBlinkButBlinkFromThereToo() {
        assertThat(blinks(film(6, 30, t -> t > 2 ? 0.6 : 1))).isEmpty();
        assertThat(blinks(film(6, 30, t -> t > 2 ? 0.6 * dip(t, 4.5, 0.2, 1) : 1)))
                .hasSize(1);
    }

    /// The usual openness is a median of half a minute: it must not be waited for, and very low lids never change it.
    @Test
    void whoReadsWithLoweredLidsForLongBlinksNoLess() {
        for (double lowered : new double[] {0.65, 0.5}) {
            var blinks = blinks(film(70, 30, t -> (t < 35 ? 1 : lowered) * dip(t % 4, 2, 0.2, 1)));
            assertThat(blinks).as("blinks with lids lowered to %s", lowered).hasSizeBetween(16, 18);
        }
    }

    @Test
    void lidsThatStayShutForLongAndOpenSlowlyAreNoBlink() {
        assertThat(blinks(film(8, 30, t -> t < 2 ? 1 : t < 5 ? 0 : Math.min(1, (t - 5) / 0.3))))
                .isEmpty();
        assertThat(blinks(film(8, 30, t -> t > 2 && t < 3.8 ? 0.3 : 1))).isEmpty();
    }

    @Test
    void opennessIsRelativeToTheOwnOpenEye() {
        var narrow = last(film(20, 30, t -> 0.75)).eyes();
        assertThat(narrow.leftOpenness().optional().orElseThrow()).isCloseTo(1, within(0.05));
    }

    @Test
    void theBlinkRateNeedsAMinuteAndEnoughFrames() {
        DoubleUnaryOperator everyFourSeconds = t -> dip(t % 4, 2, 0.25, 1);
        assertThat(last(film(50, 30, everyFourSeconds)).eyes().blinkRate())
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        assertThat(last(film(70, 30, everyFourSeconds))
                        .eyes()
                        .blinkRate()
                        .optional()
                        .orElseThrow())
                .isCloseTo(15, within(1.0));
        assertThat(last(film(70, 15, everyFourSeconds)).eyes().blinkRate())
                .isEqualTo(new Measurement.NotMeasurable(Reason.FRAME_RATE_TOO_LOW));
    }

    @Test
    void perclosIsTheShareOfTheMinuteWithClosedEyes() {
        var eyes = last(film(70, 15, t -> t % 10 < 2 ? 0 : 1)).eyes();
        assertThat(eyes.perclos().optional().orElseThrow()).isCloseTo(0.2, within(0.02));
        assertThat(eyes.missing()).isZero();
    }

    @Test
    void fatigueStaysHiddenUntilAMinuteHasPassedAndRisesWithClosedEyes() {
        DoubleUnaryOperator heavy = t -> t % 10 < 2 ? 0 : 1;
        assertThat(last(film(50, 30, heavy)).states().get(State.FATIGUE))
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        assertThat(fatigue(film(70, 30, heavy))).isGreaterThan(0.6);
        assertThat(fatigue(film(70, 30, t -> dip(t % 4, 2, 0.2, 1)))).isLessThan(0.3);
    }

    @Test
    void lookingAndReactingAreDefinedApartAndNothingIsAFact() {
        var definitions = StateDefinition.all();
        assertThat(definitions).extracting(StateDefinition::state).contains(State.ATTENTION, State.ENGAGEMENT);
        assertThat(definitions).allMatch(StateDefinition::modelDefined);
        assertThat(definitions)
                .allSatisfy(definition -> assertThat(definition.window()).isPositive());
    }
}
