package dev.attune.evaluation.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Reason;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PulseScoreTest {

    @Test
    void aClearPulseInSimulatedSkinIsReadNearItsRate() {
        var run = SimulatedSkin.still().run(new SplittableRandom(3)).lit(SkinGain.pulse(84, 0.01));

        var score = PulseScore.of(run, 84);

        assertThat(score.readings()).isGreaterThan(20);
        assertThat(score.accepted()).isGreaterThan(score.readings() / 2);
        assertThat(score.errors()).allMatch(error -> error < 2);
    }

    @Test
    void simulatedSkinWithoutAPulseIsRefused() {
        var score = PulseScore.of(SimulatedSkin.still().run(new SplittableRandom(4)), 0);

        assertThat(score.accepted()).isZero();
        assertThat(score.refusals()).containsOnlyKeys(Reason.NO_RELIABLE_SIGNAL);
    }

    @Test
    void aNoddingHeadIsNoPulse() {
        var nodding = SimulatedSkin.still().nodding(1.2, 1).run(new SplittableRandom(5));

        assertThat(PulseScore.of(nodding, 0).accepted()).isZero();
    }
}
