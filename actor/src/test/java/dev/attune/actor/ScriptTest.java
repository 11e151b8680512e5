package dev.attune.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {

    private static Duration seconds(double value) {
        return Duration.ofNanos(Math.round(value * 1e9));
    }

    @Test
    void anActionRisesHoldsAndFalls() {
        Script script =
                Script.lasting(Duration.ofSeconds(6)).act(12, 4, 2, 5, 0.5, 1).build();

        assertThat(script.at(seconds(1.9)).level(12).left()).isZero();
        assertThat(script.at(seconds(2.25)).level(12).left()).isCloseTo(2, within(1e-9));
        assertThat(script.at(seconds(3)).level(12).left()).isEqualTo(4);
        assertThat(script.at(seconds(4.5)).level(12).left()).isCloseTo(2, within(1e-9));
        assertThat(script.at(seconds(5)).level(12).left()).isZero();
    }

    @Test
    void aBlinkIsCompleteAndShort() {
        Script script = Script.lasting(Duration.ofSeconds(2)).blink(1).build();

        assertThat(script.at(seconds(1.1)).level(45).right()).isEqualTo(5);
        assertThat(script.at(seconds(1.31)).level(45).right()).isZero();
    }

    @Test
    void aRiseThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Script.lasting(Duration.ofSeconds(2)).act(12, 3, 1, 1.5, 0.4, 0.4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.4");
    }

    @Test
    void anActionUnitTheRigCannotPlayIsRefused() {
        assertThatThrownBy(() -> Expression.NEUTRAL.with(13, 2)).hasMessageContaining("AU13");
    }

    @ParameterizedTest
    @EnumSource(BundledClip.class)
    void everyClipStartsNeutralAndEndsWhereItBegan(BundledClip clip) {
        Script script = clip.script();

        for (double t = 0; t < 2; t += 0.04)
            assertThat(script.at(seconds(t)).units().keySet()).isSubsetOf(45);
        Expression first = script.at(Duration.ZERO), last = script.at(clip.duration());
        assertThat(last.units()).isEmpty();
        assertThat(last.headYaw()).isCloseTo(first.headYaw(), within(0.05));
        assertThat(last.headPitch()).isCloseTo(first.headPitch(), within(0.05));
        assertThat(last.eyeYaw()).isCloseTo(first.eyeYaw(), within(0.05));
    }

    @Test
    void hesitationHoldsLoweredBrowsAndTightLidsForMoreThanFourSeconds() {
        Script script = BundledClip.HESITATING.script();

        for (double t = 3.4; t < 8.8; t += 0.04) {
            assertThat(script.at(seconds(t)).level(4).left()).isGreaterThan(4);
            assertThat(script.at(seconds(t)).level(7).left()).isGreaterThan(3);
        }
    }
}
