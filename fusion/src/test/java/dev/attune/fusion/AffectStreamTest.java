package dev.attune.fusion;

import static dev.attune.fusion.Cues.face;
import static dev.attune.fusion.Cues.voice;
import static dev.attune.fusion.Cues.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Baseline;
import dev.attune.signals.Contradiction;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Moment;
import dev.attune.signals.Outlook;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import dev.attune.signals.StateReading;
import dev.attune.signals.StreamReading;
import dev.attune.signals.TimeSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffectStreamTest {
    private static final double WINDOW = 0.4; // reorder.seconds

    private TrackState state = TrackState.initial();
    private final List<Moment> moments = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void theOrderOfArrivalWithinTheWindowChangesNoBitOfWhatIsSettled(long seed) {
        var cues = Cues.session(new Random(seed), 30);
        var random = new Random(seed + 100);
        var arrival = new ArrayList<>(cues);
        var delays = cues.stream()
                .map(cue -> at(cue) + 0.95 * WINDOW * random.nextDouble())
                .toList();
        arrival.sort(Comparator.comparingDouble(cue -> delays.get(cues.indexOf(cue))));

        var inOrder = play(cues);
        var shuffled = play(arrival);

        assertThat(arrival).isNotEqualTo(cues);
        assertThat(shuffled.late()).isZero();
        assertThat(shuffled.reordered()).isPositive();
        assertThat(shuffled.settledReading()).isEqualTo(inOrder.settledReading());
        assertThat(shuffled.settled()).isEqualTo(inOrder.settled());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aStateWrittenAndReadAtAnyTimeGoesOnAsIfNothingHappened(long seed) throws IOException {
        var cues = Cues.session(new Random(seed), 20);
        var random = new Random(seed);
        var straight = TrackState.initial();
        var interrupted = TrackState.initial();
        for (var cue : cues) {
            straight = AffectStream.step(straight, cue).state();
            interrupted = AffectStream.step(interrupted, cue).state();
            if (random.nextInt(25) == 0) interrupted = TrackState.fromBytes(interrupted.toBytes());
            assertThat(interrupted.reading()).isEqualTo(straight.reading());
        }
        assertThat(interrupted).isEqualTo(straight);
        assertThat(interrupted.toBytes()).isEqualTo(straight.toBytes());
    }

    @Test
    void manyThreadsGiveTheSameBits() {
        var cues = Cues.session(new Random(7), 20);
        var alone = play(cues).toBytes();

        assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> play(cues).toBytes()))
                .allSatisfy(bytes -> assertThat(bytes).isEqualTo(alone));
    }

    @Test
    void theStateOfAPersonFilmedAtSixtyFramesASecondStaysBelowEightKilobytes() {
        int largest = 0;
        var random = new Random(1);
        for (double at = 0; at < 30; at += 1.0 / 60) {
            sees(face(at, random.nextDouble(), 0.2, Emotion.JOY));
            if (random.nextInt(20) == 0) sees(voice(at, 0.3, Emotion.ANGER));
            if (random.nextInt(60) == 0) sees(words(at, -0.5, Emotion.ANGER));
            largest = Math.max(largest, state.toBytes().length);
        }
        assertThat(largest).isLessThan(8192);
    }

    @Test
    void anHourLeavesNoLargerStateThanAMinute() {
        int first = largest(0, 60);
        largest(60, 3540);
        assertThat(largest(3540, 3600)).isLessThanOrEqualTo(first);
    }

    private int largest(int from, int until) {
        int largest = 0;
        for (int second = from; second < until; second++) {
            for (int tenth = 0; tenth < 10; tenth++)
                sees(face(
                        second + tenth / 10.0,
                        Math.sin(second),
                        0.2,
                        second % 60 < 30 ? Emotion.NEUTRAL : Emotion.ANGER));
            sees(voice(second + 0.95, 0.3, Emotion.ANGER));
            if (second % 20 == 0) sees(words(second + 0.96, -0.5, Emotion.ANGER));
            largest = Math.max(largest, state.toBytes().length);
        }
        return largest;
    }

    @Test
    void bytesOfAnotherFormatAreRefusedWithTheirNumber() {
        var bytes = TrackState.initial().toBytes();
        bytes[0] = 99;

        assertThatThrownBy(() -> TrackState.fromBytes(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }

    @Test
    void aCueThatComesTooLateIsCountedAndCountsFromWhenItCame() {
        shows(0, 10, 0, 0, Emotion.NEUTRAL);
        var before = valence(state.reading());
        sees(words(7, -0.9, Emotion.ANGER));

        assertThat(state.late()).isEqualTo(1);
        assertThat(state.reading().late()).isEqualTo(1);
        assertThat(valence(state.reading())).isLessThan(before - 0.1);
    }

    @Test
    void whenTooManyCuesWaitTheOldestAreFinalEarlyAndCounted() {
        for (double at = 0; at < 2; at += 1.0 / 500) sees(face(at, 0.1, 0, Emotion.NEUTRAL));

        assertThat(state.early()).isPositive();
        assertThat(state.toBytes().length).isLessThan(8192); // 48 wait, whatever the rate
    }

    @Test
    void wordsOlderThanTheNewestWordsTellNothingNew() {
        shows(0, 5, 0, 0, Emotion.NEUTRAL);
        sees(words(5, 0.5, Emotion.JOY));
        shows(5, 8, 0, 0, Emotion.NEUTRAL);
        var before = state.reading();
        sees(words(3, -0.9, Emotion.ANGER));

        assertThat(state.late()).isEqualTo(1);
        assertThat(state.reading().valence()).isEqualTo(before.valence());
    }

    @Test
    void theSameCueTwiceIsOneCue() {
        sees(face(1, 0.5, 0.2, Emotion.JOY));
        var once = state;
        sees(face(1, 0.5, 0.2, Emotion.JOY));

        assertThat(state).isSameAs(once);
    }

    @Test
    void aSmileOverAngryWordsIsMaskingAndNeverAnAverage() {
        shows(0, 5, 0.7, 0.3, Emotion.JOY);
        sees(words(5, -0.8, Emotion.ANGER));
        var reading = state.reading();

        var contradiction = Objects.requireNonNull(reading.contradiction());
        assertThat(contradiction.kind()).isEqualTo(Contradiction.Kind.MASKING);
        assertThat(contradiction.pleasant()).isEqualTo(Modality.FACE);
        assertThat(contradiction.pleasantValence()).isCloseTo(0.7, within(0.05));
        assertThat(contradiction.unpleasant()).isEqualTo(Modality.TEXT);
        assertThat(contradiction.unpleasantValence()).isCloseTo(-0.8, within(0.05));
        assertThat(valence(reading)).isCloseTo(contradiction.unpleasantValence(), within(1e-9));
        assertThat(((DisplayPattern.Displayed) reading.expression())
                        .probabilities()
                        .of(Emotion.JOY))
                .isGreaterThan(0.2);
        assertThat(((DisplayPattern.Displayed) reading.expression())
                        .probabilities()
                        .of(Emotion.ANGER))
                .isGreaterThan(0.2);
    }

    @Test
    void unpleasantWordsLeadOverASmileUntilTheyHaveFaded() {
        shows(0, 5, 0.7, 0.3, Emotion.JOY);
        sees(words(5, -0.8, Emotion.ANGER));
        shows(5, 13, 0.7, 0.3, Emotion.JOY);
        var late = Objects.requireNonNull(state.reading().contradiction());

        assertThat(late.kind()).isEqualTo(Contradiction.Kind.MASKING);
        assertThat(late.leading()).isEqualTo(Modality.TEXT); // 8 s old: a third of their weight is left
        assertThat(valence(state.reading())).isNegative();

        shows(13, 18, 0.7, 0.3, Emotion.JOY);
        assertThat(state.reading().contradiction()).isNull();
        assertThat(valence(state.reading())).isGreaterThan(0.5);
    }

    @Test
    void aSmileOverPleasantWordsIsNotDoubted() {
        sees(told(Modality.TEXT, 10, 0.5, 0.9));
        sees(told(Modality.FACE, 10.1, 0.7, 0.9));

        assertThat(weight(state.reading(), Modality.FACE)).isCloseTo(0.6 / (0.6 + 0.8), within(1e-9));
    }

    @Test
    void aSmileCountsTheLessTheMoreUnpleasantTheWordsAre() {
        var weights = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> smileOver(-i / 20.0))
                .map(reading -> weight(reading, Modality.FACE) / weight(reading, Modality.TEXT))
                .toList();

        assertThat(weights).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(weights.getFirst()).isCloseTo(0.6 / (0.3 * 0.8), within(0.01)); // neutral words, nothing doubted
        assertThat(weights.getLast()).isCloseTo(0.3 * 0.6 / 0.8, within(0.01));
    }

    @Test
    void aStillFaceTakesLittleAwayFromWhatWordsSay() {
        sees(told(Modality.TEXT, 10, -0.5, 0.9));
        sees(told(Modality.FACE, 10.1, 0, 0.9));

        assertThat(weight(state.reading(), Modality.FACE)).isCloseTo(0.3 * 0.6 / (0.3 * 0.6 + 0.8), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theValenceStaysBetweenWhatTheModalitiesDisplay(long seed) {
        for (var cue : Cues.session(new Random(seed), 60)) {
            sees(cue);
            var reading = state.reading();
            var said = reading.contributions().stream()
                    .flatMap(each -> each.valence().optional().stream().boxed())
                    .toList();
            if (said.isEmpty()) continue;
            assertThat(reading.valence().optional().orElse(said.getFirst()))
                    .isBetween(Collections.min(said) - 1e-9, Collections.max(said) + 1e-9);
        }
    }

    @Test
    void angryWordsOverAnAngryFaceContradictNothingAndMakeItSurer() {
        shows(0, 5, -0.5, 0.3, Emotion.ANGER);
        var alone = anger(state.reading());
        sees(words(5, -0.8, Emotion.ANGER));

        assertThat(state.reading().contradiction()).isNull();
        assertThat(anger(state.reading())).isGreaterThan(alone);
    }

    @Test
    void theSumsCanBeDoneAgainFromWhatEachModalitySaid() {
        shows(0, 5, 0.3, 0.1, Emotion.JOY);
        sees(voice(5, 0.6, Emotion.JOY));
        sees(words(5, 0.5, Emotion.JOY));
        var reading = state.reading();

        double valence = 0;
        double arousal = 0;
        for (var said : reading.contributions()) {
            valence += said.valenceWeight() * said.valence().optional().orElse(0);
            arousal += said.arousalWeight() * said.arousal().optional().orElse(0);
        }
        assertThat(valence(reading)).isCloseTo(valence, within(1e-12));
        assertThat(reading.arousal().optional().orElseThrow()).isCloseTo(arousal, within(1e-12));
    }

    /// docs/fusion.md
    @Test
    void theNumberThatTheDocumentationComputesByHand() {
        sees(told(Modality.TEXT, 4, 0.3, 0.8));
        sees(told(Modality.FACE, 10, 0.5, 0.9));
        var reading = state.reading();

        assertThat(valence(reading)).isCloseTo(0.417, within(0.0005));
        assertThat(reading.contributions())
                .extracting(said -> Math.round(1000 * said.valenceWeight()))
                .containsExactly(584L, 416L);
    }

    @Test
    void aDeclaredDisplayRuleMakesASmileCountLessAndNothingElse() {
        var plain = smileBesideKindWords(TrackState.initial());
        var service = smileBesideKindWords(TrackState.initial().under(DisplayRule.named("service-smile")));

        assertThat(service.contributions().getFirst().valenceWeight())
                .isLessThan(plain.contributions().getFirst().valenceWeight());
        assertThat(service.arousal()).isEqualTo(plain.arousal());
        assertThat(smileBesideKindWords(TrackState.initial().under(DisplayRule.NONE)))
                .isEqualTo(plain);
        assertThatThrownBy(() -> DisplayRule.named("latin")).hasMessageContainingAll("latin", "reserved");
        assertThatThrownBy(() -> state.under(DisplayRule.NONE)
                        .with(face(1, 0, 0, Emotion.NEUTRAL), moments)
                        .under(DisplayRule.NONE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasSaidFadesWithoutASingleNewCue() {
        sees(words(1, -0.8, Emotion.ANGER));

        assertThat(AffectStream.until(state, Duration.ofSeconds(5))
                        .reading()
                        .valence()
                        .optional())
                .isPresent();
        assertThat(AffectStream.until(state, Duration.ofSeconds(60)).reading().valence())
                .isInstanceOf(Measurement.NotMeasurable.class);
    }

    @Test
    void noStateIsToldBeforeItsEvidenceIsIn() {
        sees(face(0, 0, 0, Emotion.NEUTRAL));

        assertThat(state.reading().states())
                .extracting(StateReading::probability)
                .containsOnly(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        shows(0.1, 8, 0, -0.2, Emotion.NEUTRAL);
        assertThat(of(State.CALM).probability().optional()).isPresent();
        assertThat(of(State.ATTENTION).active()).isTrue();
        assertThat(of(State.BOREDOM).probability().optional()).isEmpty();
    }

    @Test
    void angerInFaceToneAndWordsIsFrustrationWithHysteresis() {
        shows(0, 10, 0, 0, Emotion.NEUTRAL);
        assertThat(of(State.FRUSTRATION).active()).isFalse();
        for (int second = 10; second < 16; second++) {
            sees(voice(second, 0.6, Emotion.ANGER));
            shows(second, second + 1, -0.6, 0.4, Emotion.ANGER);
        }
        sees(words(16, -0.7, Emotion.ANGER));
        shows(16, 17, -0.6, 0.4, Emotion.ANGER);

        assertThat(of(State.FRUSTRATION).active()).isTrue();
        assertThat(of(State.CALM).active()).isFalse();
        assertThat(moments)
                .filteredOn(moment -> moment instanceof Moment.Turn)
                .extracting(moment -> ((Moment.Turn) moment).kind())
                .contains(Moment.Turn.Kind.RISING_FRUSTRATION);
    }

    @Test
    void displeasureThatIsOverTellsHowLongTheWayToCalmWas() {
        shows(0, 10, 0, 0, Emotion.NEUTRAL);
        shows(10, 16, -0.7, 0.2, Emotion.ANGER);
        shows(16, 26, 0, 0, Emotion.NEUTRAL);

        assertThat(turns(Moment.Turn.Kind.RECOVERY)).singleElement().satisfies(turn -> {
            assertThat(turn.episode().onset()).isBetween(Cues.seconds(10), Cues.seconds(12));
            assertThat(turn.episode().offset()).isBetween(Cues.seconds(16), Cues.seconds(18));
        });
        assertThat(state.reading().course().recoverySeconds().optional().orElseThrow())
                .isBetween(0.1, 7.0);
    }

    @Test
    void delightAndAttentionThatWasLostAreMoments() {
        shows(0, 8, 0, 0, Emotion.NEUTRAL);
        shows(8, 12, 0.8, 0.5, Emotion.JOY);
        shows(12, 20, 0, 0, Emotion.NEUTRAL);
        for (double at = 20; at < 26; at += 0.1) sees(Cues.faceLookingAway(at));

        assertThat(turns(Moment.Turn.Kind.DELIGHT)).hasSize(1);
        assertThat(turns(Moment.Turn.Kind.LOST_ATTENTION)).hasSize(1);
    }

    @Test
    void aStraightRiseHasItsOwnSlopeAsTrend() {
        for (double at = 0; at < 60; at += 0.1) sees(face(at, -0.9 + 0.03 * at, 0, Emotion.JOY));

        assertThat(state.reading().course().valenceTrend().optional().orElseThrow())
                .isCloseTo(0.03, within(0.004));
    }

    @Test
    void thereIsNoForecastBeforeEnoughWasSeen() {
        shows(0, 5, 0, 0, Emotion.NEUTRAL);
        assertThat(state.reading().outlooks())
                .hasSize(6)
                .filteredOn(Outlook::event, Outlook.Event.HUMAN_REQUEST)
                .first()
                .extracting(Outlook::probability)
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
        shows(5, 20, 0, 0, Emotion.NEUTRAL);
        var calm = outlook(Outlook.Event.HUMAN_REQUEST);
        for (int second = 20; second < 30; second++) {
            sees(voice(second, 0.6, Emotion.ANGER));
            shows(second, second + 1, -0.6, 0.4, Emotion.ANGER);
        }

        assertThat(outlook(Outlook.Event.HUMAN_REQUEST)).isGreaterThan(calm);
    }

    /// On generated people whom it was not fitted to; the numbers are those of the definition.
    @Test
    void aForecastThatWasNoBetterThanStatingTheRateIsNotTold() {
        shows(0, 60, -0.5, 0.4, Emotion.ANGER);

        assertThat(state.reading().outlooks())
                .filteredOn(outlook -> !Forecast.isTold(outlook.event(), outlook.horizon()))
                .isNotEmpty()
                .extracting(Outlook::probability)
                .containsOnly(new Measurement.NotMeasurable(Reason.NO_SKILL));
        assertThat(state.reading().outlooks())
                .filteredOn(outlook -> Forecast.isTold(outlook.event(), outlook.horizon()))
                .isNotEmpty()
                .extracting(Outlook::probability)
                .allSatisfy(told -> assertThat(told).isInstanceOf(Measurement.Measured.class));
    }

    @Test
    void aWithdrawnConsentForgetsWhatTheModalityTold() {
        shows(0, 10, 0, 0, Emotion.NEUTRAL);
        sees(words(10, -0.8, Emotion.ANGER));
        state = AffectStream.forget(state, Modality.TEXT);
        sees(face(10.1, 0, 0, Emotion.NEUTRAL));

        assertThat(state.reading().contributions())
                .extracting(said -> said.modality())
                .containsExactly(Modality.FACE);
        assertThat(state.reading().contradiction()).isNull();
    }

    @Test
    void finishingSettlesEverything() {
        shows(0, 3, 0.4, 0, Emotion.JOY);
        var finished = AffectStream.finish(state).state();

        assertThat(finished.settledReading()).isEqualTo(state.reading());
    }

    private static StreamReading smileBesideKindWords(TrackState start) {
        var smiling = AffectStream.step(start, face(1, 0.6, 0.2, Emotion.JOY)).state();
        return AffectStream.step(smiling, words(1.1, 0.2, Emotion.JOY)).state().reading();
    }

    /// Below the bound of a contradiction, which would leave one side without a weight.
    private static StreamReading smileOver(double wordsValence) {
        var said = AffectStream.step(TrackState.initial(), told(Modality.TEXT, 10, wordsValence, 0.9))
                .state();
        return AffectStream.step(said, told(Modality.FACE, 10.1, 0.349, 0.9))
                .state()
                .reading();
    }

    private static double weight(StreamReading reading, Modality modality) {
        return reading.contributions().stream()
                .filter(said -> said.modality() == modality)
                .findFirst()
                .orElseThrow()
                .valenceWeight();
    }

    private static Cue told(Modality modality, double at, double valence, double confidence) {
        return Cue.of(
                modality,
                new TimeSpan(Cues.seconds(at), Cues.seconds(at)),
                new Measurement.Measured(valence, confidence),
                new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE),
                new DisplayPattern.Abstained(Reason.NOT_ENOUGH_EVIDENCE),
                Map.of(),
                1,
                Baseline.PERSONAL);
    }

    private void shows(double from, double until, double valence, double arousal, Emotion emotion) {
        for (double at = from; at < until; at += 0.1) sees(face(at, valence, arousal, emotion));
    }

    private void sees(Cue cue) {
        var step = AffectStream.step(state, cue);
        state = step.state();
        moments.addAll(step.moments());
    }

    private static TrackState play(Collection<Cue> cues) {
        var state = TrackState.initial();
        for (var cue : cues) state = AffectStream.step(state, cue).state();
        return AffectStream.finish(state).state();
    }

    private List<Moment.Turn> turns(Moment.Turn.Kind kind) {
        return moments.stream()
                .filter(Moment.Turn.class::isInstance)
                .map(Moment.Turn.class::cast)
                .filter(turn -> turn.kind() == kind)
                .toList();
    }

    private StateReading of(State wanted) {
        return state.reading().states().get(wanted.ordinal());
    }

    private double outlook(Outlook.Event event) {
        return state.reading().outlooks().stream()
                .filter(outlook -> outlook.event() == event)
                .findFirst()
                .orElseThrow()
                .probability()
                .optional()
                .orElseThrow();
    }

    private static double anger(StreamReading reading) {
        return ((DisplayPattern.Displayed) reading.expression()).probabilities().of(Emotion.ANGER);
    }

    private static double valence(StreamReading reading) {
        return reading.valence().optional().orElseThrow();
    }

    private static double at(Cue cue) {
        return cue.span().end().toNanos() / 1e9;
    }
}
