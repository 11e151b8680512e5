package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.aSmile;
import static dev.attune.fusion.AFace.covered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Affect;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ModalityPoolTest {
    private FusionState state = FusionState.initial();
    private Duration now = Duration.ZERO;

    @Test
    void aVoiceAloneIsAnEstimateOfSomebodyUnseen() {
        var affect = sees(Said.angrily(Duration.ofSeconds(2))).getFirst();

        assertThat(affect.trackId()).isEqualTo(Affect.UNSEEN);
        assertThat(affect.arousal()).isEqualTo(new Measurement.Measured(0.8, 0.9));
        assertThat(affect.valence()).isEqualTo(new Measurement.NotMeasurable(Reason.NO_FACE));
        assertThat(affect.quality().reasons()).contains(Reason.BASELINE_MISSING);
        assertThat(affect.formula()).hasToString("affect-stream/2");
    }

    @Test
    void aVoiceThatSaysNothingIsNoEstimate() {
        assertThat(sees(Said.briefly(Duration.ofSeconds(2)))).isEmpty();
    }

    @Test
    void whatIsSaidJoinsTheOnlyFaceWithItsNextFrame() {
        var before = shows(4, aFace()).getLast();
        assertThat(sees(Said.angrily(now))).isEmpty();
        var after = shows(0.2, aFace()).getLast();

        assertThat(after.trackId()).isEqualTo(before.trackId());
        assertThat(arousal(after)).isGreaterThan(arousal(before) + 0.2);
        assertThat(after.actionUnits()).isNotEmpty();
        assertThat(after.contributions())
                .extracting(Contribution::modality)
                .containsExactly(Modality.FACE, Modality.VOICE);
    }

    @Test
    void theSumsCanBeDoneAgainFromWhatEachModalitySaid() {
        shows(4, aSmile());
        sees(Said.angrily(now));
        sees(Said.displeased(now));
        var affect = shows(0.04, aSmile()).getFirst();

        assertThat(sum(affect, Contribution::valence, Contribution::valenceWeight))
                .isCloseTo(affect.valence().optional().orElseThrow(), within(1e-12));
        assertThat(sum(affect, Contribution::arousal, Contribution::arousalWeight))
                .isCloseTo(arousal(affect), within(1e-12));
        assertThat(affect.contributions().stream()
                        .mapToDouble(Contribution::valenceWeight)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void aSmileOverAngryWordsShowsBoth() {
        shows(4, aFace());
        shows(1, aSmile());
        sees(Said.displeased(now));
        var affect = shows(0.04, aSmile()).getFirst();

        assertThat(affect.contributions().getFirst().valence().optional().orElseThrow())
                .isGreaterThan(0.4);
        assertThat(affect.contributions().getLast().valence().optional().orElseThrow())
                .isLessThan(-0.4);
        var displayed = ((DisplayPattern.Displayed) affect.expression()).probabilities();
        assertThat(displayed.of(Emotion.JOY)).isGreaterThan(0.2);
        assertThat(displayed.of(Emotion.ANGER)).isGreaterThan(0.2);
    }

    @Test
    void whatTheFaceCannotTellTheVoiceDoes() {
        shows(4, aFace());
        sees(Said.angrily(now));
        var affect = shows(0.2, covered()).getLast();

        assertThat(affect.arousal()).isEqualTo(new Measurement.Measured(0.8, 0.9));
        assertThat(affect.valence()).isEqualTo(new Measurement.NotMeasurable(Reason.OCCLUDED));
        assertThat(affect.contributions()).extracting(Contribution::modality).containsExactly(Modality.VOICE);
    }

    @Test
    void whatWasSaidFadesAway() {
        shows(4, aFace());
        sees(Said.angrily(now));
        var affects = shows(5, aFace());

        assertThat(arousal(affects.getFirst())).isGreaterThan(arousal(affects.get(75)));
        assertThat(affects.get(75).contributions()).hasSize(2);
        assertThat(affects.getLast().contributions()).hasSize(1);
        assertThat(affects.getLast().formula()).isEqualTo(AffectFormula.ref());
    }

    @Test
    void nobodyKnowsWhichOfTwoFacesSpoke() {
        shows(4, aFace(), aFace().track(1));
        var alone = sees(Said.angrily(now));
        var faces = shows(0.04, aFace(), aFace().track(1));

        assertThat(alone)
                .singleElement()
                .satisfies(affect -> assertThat(affect.trackId()).isEqualTo(Affect.UNSEEN));
        assertThat(faces)
                .allSatisfy(affect -> assertThat(affect.contributions()).hasSize(1));
    }

    @Test
    void aClockThatIsSetBackForgetsWhatWasSaid() {
        shows(4, aFace());
        sees(Said.angrily(now));
        now = Duration.ofSeconds(1);

        assertThat(shows(0.04, aFace()).getFirst().contributions()).hasSize(1);
    }

    @Test
    void anObservationThatArrivesTooLateIsIgnored() {
        shows(4, aFace());
        sees(Said.angrily(now));
        sees(Said.briefly(now.minusSeconds(1)));

        assertThat(shows(0.04, aFace()).getFirst().contributions()).hasSize(2);
    }

    @Test
    void pooledValuesStayBetweenWhatTheModalitiesSay() {
        var random = new Random(11);
        for (int i = 0; i < 200; i++) {
            state = FusionState.initial();
            now = Duration.ZERO;
            shows(0.5, random.nextBoolean() ? aSmile() : aFace());
            sees(Said.angrily(now.minusMillis(random.nextInt(300))));
            if (random.nextBoolean()) sees(Said.displeased(now.minusMillis(random.nextInt(300))));
            var affect = shows(0.04, aFace()).getFirst();
            var said = affect.contributions().stream()
                    .flatMap(each -> each.arousal().optional().stream().boxed())
                    .toList();
            assertThat(arousal(affect))
                    .isBetween(
                            said.stream().min(Double::compare).orElseThrow() - 1e-9,
                            said.stream().max(Double::compare).orElseThrow() + 1e-9);
        }
    }

    private List<Affect> shows(double seconds, AFace... faces) {
        var affects = new ArrayList<Affect>();
        for (int i = 0; i < Math.round(seconds * 25); i++) {
            affects.addAll(sees(new FaceReading(
                    now, Arrays.stream(faces).map(AFace::observed).toList())));
            now = now.plus(Recording.FRAME);
        }
        return affects;
    }

    private List<Affect> sees(Observation observation) {
        var step = AffectFusion.step(state, observation);
        state = step.state();
        return step.events().stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
    }

    private static double arousal(Affect affect) {
        return affect.arousal().optional().orElseThrow();
    }

    private static double sum(
            Affect affect, Function<Contribution, Measurement> value, ToDoubleFunction<Contribution> weight) {
        return affect.contributions().stream()
                .mapToDouble(each -> weight.applyAsDouble(each)
                        * value.apply(each).optional().orElse(0))
                .sum();
    }
}
