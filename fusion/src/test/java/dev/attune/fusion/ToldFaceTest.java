package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Evidence;
import dev.attune.signals.FaceReading;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.Observation;
import dev.attune.signals.Presence;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A face that a phone, a headset or another tool tells in action units.
class ToldFaceTest {
    private static final HeadTurn AHEAD = new HeadTurn(0, 0, 0);

    private FusionState state = FusionState.initial();
    private Duration now = Duration.ZERO;

    @Test
    void aToldSmileDisplaysJoyAndIsAMoment() {
        tells(3, AHEAD, unit(12, 0), unit(6, 0));
        var affect = affects(tells(2, AHEAD, unit(12, 4), unit(6, 3))).getLast();
        var after = tells(4, AHEAD, unit(12, 0), unit(6, 0));

        assertThat(displayed(affect).top()).isEqualTo(Emotion.JOY);
        assertThat(affect.valence().optional().orElseThrow()).isGreaterThan(0.3);
        assertThat(after)
                .anyMatch(
                        event -> event instanceof Moment.ExpressionEpisode episode && episode.emotion() == Emotion.JOY);
    }

    /// A headset that sits askew tells a frown for hours.
    @Test
    void whatIsToldAtRestIsTakenOff() {
        tells(6, AHEAD, unit(4, 0.8), unit(12, 0));
        var affect = affects(tells(0.1, AHEAD, unit(4, 0.8), unit(12, 0))).getLast();

        assertThat(affect.baseline()).isEqualTo(Baseline.PERSONAL);
        assertThat(affect.actionUnits().getFirst().intensity()).isLessThan(0.2);
    }

    @Test
    void aCameraWhoseClockRunsBackTakesTheHeadsetAlong() {
        now = Duration.ofSeconds(60);
        tells(6, AHEAD, unit(12, 0.5), unit(6, 0));
        now = Duration.ofSeconds(1);
        step(new FaceReading(now, List.of()));
        var after = affects(tells(1, AHEAD, unit(12, 4), unit(6, 3))).getLast();
        assertThat(displayed(after).top()).isEqualTo(Emotion.JOY);
    }

    @Test
    void aHeadsetWhoseClockRunsBackTakesTheCameraAlong() {
        var film = new Recording().shows(6, AFace.aFace()).readings;
        for (var reading : film) step(new FaceReading(reading.at().plusSeconds(60), reading.faces()));
        now = Duration.ofSeconds(1);
        tells(1, AHEAD, unit(12, 0));
        for (var reading : new Recording().shows(3, AFace.aSmile()).readings)
            step(new FaceReading(reading.at().plusSeconds(3), reading.faces()));
        var smile = step(new FaceReading(Duration.ofSeconds(7), film.getFirst().faces()));
        assertThat(affects(smile)).isNotEmpty();
    }

    @Test
    void aLastingSmileIsNotTakenForTheUsualFace() {
        tells(3, AHEAD, unit(12, 0), unit(6, 0));
        var affect = affects(tells(60, AHEAD, unit(12, 4), unit(6, 3))).getLast();
        assertThat(displayed(affect).top()).isEqualTo(Emotion.JOY);
    }

    @Test
    void attentionStaysOpenWhereTheHeadIsNotTold() {
        var affect = affects(tells(4, null, unit(12, 0))).getLast();
        assertThat(affect.states().get(State.ATTENTION))
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        assertThat(affect.states().get(State.ENGAGEMENT)).isInstanceOf(Measurement.Measured.class);
    }

    @Test
    void aHeadTurnedAwayIsNotLooking() {
        var ahead = affects(tells(3, AHEAD, unit(12, 0))).getLast();
        var away = affects(tells(3, new HeadTurn(60, 0, 0), unit(12, 0))).getLast();
        assertThat(attention(ahead)).isEqualTo(1);
        assertThat(attention(away)).isZero();
    }

    @Test
    void anExpressionWithoutActionUnitsIsShownAndTheSecondOpinionAbstains() {
        var joy = EmotionDistribution.of(Map.of(Emotion.JOY, 0.9, Emotion.NEUTRAL, 0.1));
        var face = new FaceUnits(0, List.of(), joy, AHEAD, null, Quality.PERFECT, List.of());
        var affect = affects(sees(new UnitsReading(now, List.of(face)))).getLast();

        assertThat(displayed(affect).top()).isEqualTo(Emotion.JOY);
        assertThat(affect.unitsExpression()).isEqualTo(new DisplayPattern.Abstained(Reason.NOT_ENOUGH_EVIDENCE));
    }

    @Test
    void aFaceThatIsLostAndComesBackKeepsItsUsual() {
        tells(6, AHEAD, unit(4, 0.8));
        now = now.plusSeconds(5);
        sees(new UnitsReading(now, List.of()));
        now = now.plusSeconds(1);
        assertThat(affects(tells(0.1, AHEAD, unit(4, 0.8))).getLast().baseline())
                .isEqualTo(Baseline.PERSONAL);
    }

    @Test
    void aVoiceJoinsAToldFace() {
        tells(4, AHEAD, unit(12, 0));
        assertThat(affects(step(Said.angrily(now)))).isEmpty();
        var affect = affects(tells(0.1, AHEAD, unit(12, 0))).getLast();
        assertThat(affect.contributions())
                .anyMatch(
                        contribution -> contribution.modality() == Modality.VOICE && contribution.arousalWeight() > 0);
    }

    @Test
    void aWithdrawnConsentForgetsTheFace() {
        tells(6, AHEAD, unit(4, 0.8));
        state = AffectFusion.forget(state, Modality.FACE);
        assertThat(state).isEqualTo(FusionState.initial());
    }

    @Test
    void unitsThatFusionDoesNotKnowAreLeftAlone() {
        var affect = affects(tells(1, AHEAD, unit(12, 2), unit(34, 5))).getLast();
        assertThat(affect.actionUnits()).extracting(ActionUnit::number).containsExactly(12);
    }

    @Test
    void blinksAreCountedAndLidsThatFallShutAreFatigue() {
        var events = blinksFor(70, 1, List.of());
        var awake = affects(events).getLast();
        assertThat(blinks(events)).hasSizeBetween(16, 18);
        assertThat(awake.eyes().blinkRate().optional().orElseThrow()).isBetween(14.0, 16.0);
        assertThat(fatigue(awake)).isLessThan(0.2);

        var tired = affects(blinksFor(70, 1, List.of(Duration.ofMillis(1500)))).getLast();
        assertThat(tired.eyes().perclos().optional().orElseThrow()).isBetween(0.3, 0.45);
        assertThat(fatigue(tired)).isGreaterThan(0.6);
        assertThat(tired.states().get(State.STRESS)).isInstanceOf(Measurement.Measured.class);
    }

    /// MediaPipe tells .64 of a lid that is shut, OpenFace 1.4 of 5.
    @Test
    void aSourceThatTellsLessOfAShutLidIsReadOnItsOwnScale() {
        var mediapipe = new ModelRef("mediapipe-face-landmarker", "1");

        assertThat(perclos(blinksFor(70, 0.64, List.of(Duration.ofMillis(1500)), mediapipe)))
                .isBetween(0.3, 0.45);
        state = FusionState.initial();
        assertThat(perclos(blinksFor(70, 0.28, List.of(Duration.ofMillis(1500)), new ModelRef("openface-csv", "2"))))
                .isBetween(0.3, 0.45);
        state = FusionState.initial();
        assertThat(perclos(blinksFor(70, 0.28, List.of(Duration.ofMillis(1500)))))
                .as("a headset's lid a quarter closed")
                .isZero();
    }

    @Test
    void fatigueStaysOpenWhereNobodyTellsTheLids() {
        var affect = affects(tells(70, AHEAD, unit(12, 0))).getLast();
        assertThat(affect.states().get(State.FATIGUE))
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        assertThat(affect.eyes().perclos()).isInstanceOf(Measurement.NotMeasurable.class);
    }

    @Test
    void aJawHeldOpenInSilenceIsAYawn() {
        tells(5, AHEAD, unit(26, 0), unit(43, 0));
        assertThat(yawns()).isZero();
        tells(4, AHEAD, unit(26, 5), unit(43, 5));
        tells(1, AHEAD, unit(26, 0), unit(43, 0));
        assertThat(yawns()).isGreaterThan(0.9);
    }

    private double yawns() {
        return state.person().ahead().dynamics().yawns();
    }

    /// Every fourth second the lids shut for a tenth of a second, or for as long as is said; 33 frames a second.
    ///
    /// @param shut what the source tells of a shut lid, of 1
    /// @param closures instead of a tenth of a second
    private List<AffectEvent> blinksFor(double seconds, double shut, List<Duration> closures, ModelRef... models) {
        var events = new ArrayList<AffectEvent>();
        var length = closures.isEmpty() ? Duration.ofMillis(120) : closures.getFirst();
        var until = now.plusNanos(Math.round(seconds * 1e9));
        for (; now.compareTo(until) < 0; now = now.plusMillis(30)) {
            boolean closed = now.toMillis() % 4000 < length.toMillis();
            var lids = unit(43, closed ? 5 * shut : 0);
            var face =
                    new FaceUnits(0, List.of(unit(12, 0), lids), null, AHEAD, null, Quality.PERFECT, List.of(models));
            events.addAll(sees(new UnitsReading(now, List.of(face))));
        }
        return events;
    }

    private static List<Moment.Blink> blinks(List<AffectEvent> events) {
        return events.stream()
                .filter(Moment.Blink.class::isInstance)
                .map(Moment.Blink.class::cast)
                .toList();
    }

    private static double perclos(List<AffectEvent> events) {
        return affects(events).getLast().eyes().perclos().optional().orElseThrow();
    }

    private static double fatigue(Affect affect) {
        return affect.states()
                .getOrDefault(State.FATIGUE, new Measurement.NotMeasurable(Reason.NO_FACE))
                .optional()
                .orElseThrow();
    }

    private static ActionUnit unit(int number, double intensity) {
        return new ActionUnit(number, intensity, intensity, 0.9, Evidence.REPORTED, Presence.NONE);
    }

    private List<AffectEvent> tells(double seconds, @Nullable HeadTurn head, ActionUnit... units) {
        var events = new ArrayList<AffectEvent>();
        var until = now.plusNanos(Math.round(seconds * 1e9));
        for (; now.compareTo(until) < 0; now = now.plusMillis(50)) {
            var face = new FaceUnits(0, Arrays.asList(units), null, head, null, Quality.PERFECT, List.of());
            events.addAll(sees(new UnitsReading(now, List.of(face))));
        }
        return events;
    }

    private List<AffectEvent> sees(UnitsReading reading) {
        return step(reading);
    }

    private List<AffectEvent> step(Observation observation) {
        var step = AffectFusion.step(state, observation);
        state = step.state();
        return step.events();
    }

    private static List<Affect> affects(List<AffectEvent> events) {
        return events.stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
    }

    private static EmotionDistribution displayed(Affect affect) {
        return ((DisplayPattern.Displayed) affect.expression()).probabilities();
    }

    private static double attention(Affect affect) {
        return affect.states()
                .getOrDefault(State.ATTENTION, new Measurement.NotMeasurable(Reason.NO_FACE))
                .optional()
                .orElseThrow();
    }
}
