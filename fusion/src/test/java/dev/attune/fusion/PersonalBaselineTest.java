package dev.attune.fusion;

import static dev.attune.fusion.Cues.face;
import static dev.attune.fusion.Cues.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Baseline;
import dev.attune.signals.Emotion;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersonalBaselineTest {
    private TrackState state = TrackState.initial();

    @Test
    void aVoiceThatIsAlwaysHighBecomesThisPersonsUsual() {
        speaks(0, 40, 0.5, Emotion.NEUTRAL);
        var baseline = state.baseline();

        assertThat(baseline.state(Modality.VOICE)).isEqualTo(Baseline.PERSONAL);
        assertThat(baseline.usualArousal(Modality.VOICE)).isCloseTo(0.5, within(0.06));
        sees(voice(41, 0.5, Emotion.NEUTRAL));
        assertThat(state.reading().arousal().optional().orElseThrow()).isCloseTo(0, within(0.1));
        assertThat(state.reading().usual())
                .filteredOn(usual -> usual.modality() == Modality.VOICE)
                .singleElement()
                .satisfies(usual ->
                        assertThat(usual.arousal().optional().orElseThrow()).isCloseTo(0, within(0.5)));
    }

    @Test
    void whatIsShownNeverBecomesUsual() {
        speaks(0, 40, 0.6, Emotion.ANGER);

        assertThat(state.baseline().usualArousal(Modality.VOICE)).isZero();
        assertThat(state.baseline().state(Modality.VOICE)).isEqualTo(Baseline.POPULATION);
    }

    @Test
    void oneWildValueHardlyMovesIt() {
        speaks(0, 40, 0.1, Emotion.NEUTRAL);
        double before = state.baseline().usualArousal(Modality.VOICE);
        sees(voice(41, 1, Emotion.NEUTRAL));
        speaks(42, 44, 0.1, Emotion.NEUTRAL);

        assertThat(state.baseline().usualArousal(Modality.VOICE)).isCloseTo(before, within(0.03));
    }

    @Test
    void aPersonWhoChangedForGoodIsFollowed() {
        speaks(0, 100, -0.3, Emotion.NEUTRAL);
        assertThat(state.baseline().drifts()).isZero();
        speaks(100, 700, 0.1, Emotion.NEUTRAL);

        assertThat(state.baseline().drifts()).isPositive();
        assertThat(state.baseline().usualArousal(Modality.VOICE)).isCloseTo(0.1, within(0.08));
    }

    @Test
    void itIsKeptAsBytesAgedAndBroughtBack() throws IOException {
        speaks(0, 40, 0.5, Emotion.NEUTRAL);
        var kept = PersonalBaseline.fromBytes(state.baseline().toBytes());
        assertThat(kept).isEqualTo(state.baseline());

        var aged = kept.aged(60);
        assertThat(aged.secondsAtRest(Modality.VOICE)).isCloseTo(kept.secondsAtRest(Modality.VOICE) / 4, within(1e-9));
        assertThat(aged.usualArousal(Modality.VOICE)).isBetween(0.2, kept.usualArousal(Modality.VOICE));

        var back = AffectStream.step(TrackState.returning(kept), voice(1, 0.5, Emotion.NEUTRAL))
                .state();
        assertThat(back.reading().arousal().optional().orElseThrow()).isCloseTo(0, within(0.1));
    }

    @Test
    void whatTwoTabsTaughtIsRememberedTogetherAndTheirBeginningOnce() {
        speaks(0, 40, 0.5, Emotion.NEUTRAL);
        var beginning = state.baseline();
        var one = afterAnotherVisit(beginning, 0.6);
        var other = afterAnotherVisit(beginning, 0.4);

        var together = one.merged(other, beginning);
        assertThat(together.secondsAtRest(Modality.VOICE))
                .isCloseTo(
                        one.secondsAtRest(Modality.VOICE)
                                + other.secondsAtRest(Modality.VOICE)
                                - beginning.secondsAtRest(Modality.VOICE),
                        within(2.0)); // what faded meanwhile
        assertThat(together.usualArousal(Modality.VOICE))
                .isBetween(other.usualArousal(Modality.VOICE), one.usualArousal(Modality.VOICE))
                .isCloseTo(0.5, within(0.05));
        assertThat(other.merged(one, beginning).usualArousal(Modality.VOICE))
                .as("in whatever order they end")
                .isCloseTo(together.usualArousal(Modality.VOICE), within(1e-9));
    }

    @Test
    void aTabThatTaughtNothingTakesNothingAway() {
        speaks(0, 40, 0.5, Emotion.NEUTRAL);
        var taught = state.baseline();

        assertThat(taught.merged(PersonalBaseline.unknown(), PersonalBaseline.unknown()))
                .isEqualTo(taught);
        assertThat(PersonalBaseline.unknown().merged(taught, PersonalBaseline.unknown()))
                .isEqualTo(taught);
    }

    private PersonalBaseline afterAnotherVisit(PersonalBaseline known, double arousal) {
        state = TrackState.returning(known);
        speaks(0, 30, arousal, Emotion.NEUTRAL);
        return state.baseline();
    }

    @Test
    void oneModalityIsErasedWithoutTheOthers() {
        speaks(0, 40, 0.5, Emotion.NEUTRAL);
        var without = state.baseline().without(Modality.VOICE);

        assertThat(without.usualArousal(Modality.VOICE)).isZero();
        assertThat(without.secondsAtRest(Modality.FACE))
                .isEqualTo(state.baseline().secondsAtRest(Modality.FACE));
        assertThat(without.without(Modality.FACE)).isEqualTo(PersonalBaseline.unknown());
    }

    @Test
    void bytesOfAnotherFormatAndNegativeDaysAreRefused() {
        assertThatThrownBy(() -> PersonalBaseline.fromBytes(new byte[] {7}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7");
        assertThatThrownBy(() -> PersonalBaseline.unknown().aged(-1)).hasMessageContaining("-1");
    }

    /// People who show one state only: half of them aroused all along, calming down a little; half at rest, livelier
    /// with time. Against the mean of everything before, the first look calm and the second aroused.
    @Test
    void normalisingByTheWholeHistoryGoesBelowChanceAndOursDoesNot() {
        var random = new Random(17);
        int oursRight = 0;
        int historyRight = 0;
        int all = 0;
        for (int person = 0; person < 40; person++) {
            boolean aroused = person % 2 == 0;
            var stream = TrackState.initial();
            var history = new ArrayList<Double>();
            for (int second = 0; second < 60; second++) {
                double share = second / 60.0;
                double level = (aroused ? 0.8 - 0.4 * share : -0.1 + 0.15 * share) + 0.05 * random.nextGaussian();
                double at = second + 1;
                var emotion = aroused ? Emotion.JOY : Emotion.NEUTRAL;
                stream = AffectStream.step(stream, face(at, aroused ? 0.4 : 0, Math.clamp(level, -1, 1), emotion))
                        .state();
                stream = AffectStream.step(stream, voice(at, Math.clamp(level, -1, 1), emotion))
                        .state();
                history.add(level);
                if (second < 20) continue; // both know enough by then
                double mean = history.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                double ours = stream.reading().arousal().optional().orElseThrow();
                all++;
                if (ours > 0.2 == aroused) oursRight++;
                if (level - mean > 0 == aroused) historyRight++;
            }
        }
        assertThat((double) historyRight / all).isLessThan(0.5);
        assertThat((double) oursRight / all).isGreaterThan(0.95);
    }

    private void speaks(int from, int until, double arousal, Emotion emotion) {
        for (int second = from; second < until; second++) {
            sees(face(second, 0, 0, emotion));
            sees(face(second + 0.5, 0, 0, emotion));
            sees(voice(second + 0.9, arousal, emotion));
        }
    }

    private void sees(Cue cue) {
        state = AffectStream.step(state, cue).state();
    }
}
