package dev.attune.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.Rehearsal.Kind;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void theSameSeedGivesTheSameTakesAndAnotherSeedOthers() {
        assertThat(Rehearsal.forFitting(7).takes())
                .isEqualTo(Rehearsal.forFitting(7).takes());
        assertThat(Rehearsal.forFitting(7).takes())
                .isNotEqualTo(Rehearsal.forFitting(8).takes());
    }

    @Test
    void neutralTakesComeFirstAndLookNearTheCamera() {
        for (long seed = 0; seed < 50; seed++) {
            var takes = Rehearsal.forFitting(seed).takes();

            assertThat(takes.subList(0, 5)).allSatisfy(take -> {
                assertThat(take.kind()).isEqualTo(Kind.NEUTRAL);
                assertThat(take.expression().units()).isEmpty();
                assertThat(Math.abs(take.expression().headYaw())).isLessThanOrEqualTo(4);
            });
        }
    }

    @Test
    void lidsAreNeverWideAndShutAtOnceNorALipBothPressedAndApart() {
        for (long seed = 0; seed < 200; seed++)
            for (var take : Rehearsal.forMeasuring(seed).takes()) {
                if (take.kind() != Kind.COMBINATION && take.kind() != Kind.TURNED) continue;
                var played = take.expression().units().keySet();
                assertThat(played.contains(5) && (played.contains(7) || played.contains(43)))
                        .as("lids of seed %d: %s", seed, played)
                        .isFalse();
                assertThat(played.contains(24) && (played.contains(25) || played.contains(26) || played.contains(27)))
                        .as("lips of seed %d: %s", seed, played)
                        .isFalse();
            }
    }

    @Test
    void aRehearsalForMeasuringPlaysEveryUnitAloneAndTurnsTheHeadBySetAngles() {
        var takes = Rehearsal.forMeasuring(3).takes();
        var alone = new HashSet<Integer>();
        var turns = new HashSet<Double>();
        for (var take : takes) {
            if (take.kind() == Kind.LEVEL) {
                assertThat(take.expression().units()).hasSize(1);
                alone.addAll(take.expression().units().keySet());
                assertThat(take.expression().units().values()).containsExactly(new Expression.Level(2.5, 2.5));
            }
            if (take.kind() == Kind.TURNED) turns.add(Math.abs(take.expression().headYaw()));
        }

        assertThat(alone).containsExactlyInAnyOrderElementsOf(Rehearsal.units());
        assertThat(turns).containsExactlyInAnyOrder(0.0, 15.0, 30.0, 45.0);
    }

    @Test
    void measuringGoesOnWhereFittingEnds() {
        assertThat(Rehearsal.forMeasuring(3).takes())
                .startsWith(Rehearsal.forFitting(3).takes().toArray(Rehearsal.Take[]::new));
    }
}
