package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Quality;
import dev.attune.signals.State;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PostureTest {
    private static final double DESK = 600; // millimetres
    private static final double LEVEL = -3; // degrees, as people look at a screen

    private Posture posture = Posture.UNKNOWN;
    private Duration now = Duration.ZERO;

    @Test
    void nothingIsToldBeforeTheUsualIsKnown() {
        sits(8, DESK, LEVEL);
        assertThat(posture.signs()).isEmpty();
    }

    @Test
    void aQuarterNearerThanUsualIsLeaningIn() {
        sits(30, DESK, LEVEL);
        assertThat(sign(Sign.LEAN_IN)).isZero();
        sits(5, DESK / 1.25, LEVEL);

        assertThat(sign(Sign.LEAN_IN)).isCloseTo(1, within(0.05));
        assertThat(sign(Sign.LEAN_BACK)).isZero();
        sits(5, DESK * 1.12, LEVEL);
        assertThat(sign(Sign.LEAN_BACK)).isCloseTo(0.5, within(0.1));
    }

    @Test
    void whoAlwaysSitsFarAwayDoesNotLeanBack() {
        sits(30, 2 * DESK, LEVEL);
        assertThat(sign(Sign.LEAN_BACK)).isZero();
        sits(130, DESK, LEVEL);
        assertThat(sign(Sign.LEAN_IN)).as("kept for two minutes").isZero();
    }

    @Test
    void aChinThatSinksIsALowHeadAndAnUprightOneIsNot() {
        sits(30, DESK, LEVEL);
        sits(5, DESK, LEVEL - 5);
        assertThat(sign(Sign.HEAD_LOW)).isZero();
        sits(5, DESK, LEVEL - 25);
        assertThat(sign(Sign.HEAD_LOW)).isCloseTo(1, within(0.05));
    }

    /// A headset tells where the head points, and not how far away it is.
    @Test
    void aHeadThatSinksCountsForFatigueAndNothingIsInventedOfWhatIsNotTold() {
        var upright = wears(FusionState.initial(), 0, 40, LEVEL);
        var low = wears(upright, 40, 46, LEVEL - 30);
        var face = Objects.requireNonNull(low.person().ahead().latest()[StreamNumbers.FACE]);

        assertThat(face.sign(Sign.HEAD_LOW)).isGreaterThan(0.9);
        assertThat(face.sign(Sign.LEAN_IN)).isNaN();
        assertThat(low.person().ahead().states().probability(State.FATIGUE))
                .isGreaterThan(upright.person().ahead().states().probability(State.FATIGUE));
    }

    private static FusionState wears(FusionState before, int from, int until, double pitch) {
        var state = before;
        for (int tenth = 10 * from; tenth < 10 * until; tenth++) {
            var units = List.of(new ActionUnit(12, 0, 0, 0.9));
            var face = new FaceUnits(0, units, null, new HeadTurn(0, pitch, 0), null, Quality.PERFECT, List.of());
            state = AffectFusion.step(state, new UnitsReading(Duration.ofMillis(100L * tenth), List.of(face)))
                    .state();
        }
        return state;
    }

    private void sits(double seconds, double distance, double pitch) {
        var until = now.plusNanos(Math.round(seconds * 1e9));
        for (; now.compareTo(until) < 0; now = now.plusMillis(100)) posture = posture.with(now, distance, pitch);
    }

    private double sign(Sign sign) {
        return posture.signs().getOrDefault(sign, Double.NaN);
    }
}
