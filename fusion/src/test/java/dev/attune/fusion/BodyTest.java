package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Affect;
import dev.attune.signals.Contribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Quality;
import dev.attune.signals.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BodyTest {
    private FusionState state = FusionState.initial();
    private int second;

    @Test
    void aHeartRateSaysNothingBeforeTheUsualIsKnown() {
        assertThat(beats(25, 120)).isEmpty();
    }

    @Test
    void anUnusuallyFastHeartRaisesArousalAndNothingElse() {
        beats(60, 70);
        var affect = beats(1, 85).getLast();

        assertThat(arousal(affect)).isGreaterThan(0.9);
        assertThat(affect.valence()).isInstanceOf(Measurement.NotMeasurable.class);
        assertThat(affect.contributions()).extracting(Contribution::modality).containsExactly(Modality.PHYSIOLOGY);
    }

    @Test
    void theUsualHeartIsNoArousal() {
        beats(60, 70);
        assertThat(Math.abs(arousal(beats(1, 71).getLast()))).isLessThan(0.15);
    }

    /// A usual that followed the person would call ten minutes of excitement ordinary.
    @Test
    void lastingExcitementStaysExcitement() {
        beats(120, 70);
        assertThat(arousal(beats(600, 90).getLast())).isGreaterThan(0.9);
    }

    @Test
    void skinThatSweatsMoreThanUsualRaisesArousal() {
        for (int i = 0; i < 60; i++) sees(OptionalDouble.empty(), OptionalDouble.of(2));
        var affect = sees(OptionalDouble.empty(), OptionalDouble.of(4)).getLast();
        assertThat(arousal(affect)).isGreaterThan(0.9);
    }

    @Test
    void aWithdrawnConsentForgetsTheUsual() {
        beats(60, 70);
        state = AffectFusion.forget(state, Modality.PHYSIOLOGY);
        assertThat(beats(10, 120)).isEmpty();
    }

    private List<Affect> beats(int seconds, double perMinute) {
        var affects = new ArrayList<Affect>();
        for (int i = 0; i < seconds; i++) affects.addAll(sees(OptionalDouble.of(perMinute), OptionalDouble.empty()));
        return affects;
    }

    private List<Affect> sees(OptionalDouble heartRate, OptionalDouble conductance) {
        var from = Duration.ofSeconds(second++);
        var step = AffectFusion.step(
                state,
                new PhysiologyObservation(
                        new TimeSpan(from, from.plusSeconds(1)),
                        heartRate,
                        conductance,
                        OptionalDouble.empty(),
                        List.of(),
                        Quality.PERFECT,
                        "strap",
                        List.of()));
        state = step.state();
        return step.events().stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
    }

    private static double arousal(Affect affect) {
        return affect.arousal().optional().orElseThrow();
    }
}
