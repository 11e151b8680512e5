package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.closedEyes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static final EmotionDistribution NEUTRAL = EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0));
    private static final double BETWEEN = 0.8; // AU12 enters at 1.0 and leaves at 0.6

    @Test
    void aUnitIsAbsentUntilItReachesItsUpperThreshold() {
        assertThat(presence(after(smile(0, 0), smile(BETWEEN, BETWEEN)))).isEqualTo(Presence.NONE);
        assertThat(presence(after(smile(0, 0), smile(1.2, 1.2)))).isEqualTo(Presence.BOTH);
    }

    @Test
    void aUnitThatWasPresentStaysSoUntilItFallsBelowItsLowerThreshold() {
        var smiling = after(smile(0, 0), smile(1.2, 1.2));
        var fading = later(smiling, smile(BETWEEN, BETWEEN));

        assertThat(presence(fading)).isEqualTo(Presence.BOTH);
        assertThat(presence(later(fading, smile(0.3, 0.3)))).isEqualTo(Presence.NONE);
    }

    @Test
    void eachSideHasItsOwnPresence() {
        var smirking = after(smile(0, 0), smile(1.2, BETWEEN));

        assertThat(presence(smirking)).isEqualTo(Presence.LEFT);
        assertThat(presence(later(smirking, smile(BETWEEN, BETWEEN)))).isEqualTo(Presence.LEFT);
    }

    @Test
    void nothingIsSaidOfThePresenceOfAUnitThatIsSeenTooBadly() {
        var weak = new ActionUnit(12, 4, 4, ActionUnit.PRESENCE_RELIABILITY - 0.01);
        var enough = new ActionUnit(12, 4, 4, ActionUnit.PRESENCE_RELIABILITY);

        assertThat(presence(after(enough, weak))).isEqualTo(Presence.UNKNOWN);
        assertThat(presence(after(weak, enough))).isEqualTo(Presence.BOTH);
    }

    @Test
    void closedEyesAreABlinkOnlyAsLongAsABlinkLasts() {
        var blinking =
                new Recording().shows(4, aFace()).shows(0.2, closedEyes()).last();
        var asleep = new Recording().shows(4, aFace()).shows(3, closedEyes()).last();

        assertThat(unit(45, blinking).presence()).isEqualTo(Presence.BOTH);
        assertThat(unit(45, asleep).presence()).isEqualTo(Presence.NONE);
        assertThat(unit(43, asleep).presence()).isEqualTo(Presence.BOTH);
    }

    @Test
    void aBlinkCountsOnceInArousal() {
        var closed = List.of(new ActionUnit(43, 5, 5, 0.9), new ActionUnit(45, 5, 5, 0.9));

        assertThat(AffectFormula.sum(AffectFormula.arousal(NEUTRAL, closed)))
                .isEqualTo(AffectFormula.sum(AffectFormula.arousal(NEUTRAL, closed.subList(0, 1))));
    }

    private static Display after(ActionUnit first, ActionUnit then) {
        return later(Display.first(Duration.ZERO, NEUTRAL, List.of(first)), then);
    }

    /// Five seconds of the same face.
    private static Display later(Display display, ActionUnit unit) {
        for (int i = 0; i < 125; i++)
            display = display.next(display.at().plus(Recording.FRAME), NEUTRAL, List.of(unit), 1);
        return display;
    }

    private static ActionUnit smile(double left, double right) {
        return new ActionUnit(12, left, right, 0.9);
    }

    private static Presence presence(Display display) {
        return display.actionUnits().getFirst().presence();
    }

    private static ActionUnit unit(int number, Affect affect) {
        return affect.actionUnits().stream()
                .filter(unit -> unit.number() == number)
                .findFirst()
                .orElseThrow();
    }
}
