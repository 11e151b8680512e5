package dev.attune.evaluation.microexpressions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void movementsOfOneHalfOfTheFaceDoNotOverlapAndTheSameSeedGivesTheSame() {
        var timeline = Timeline.of(12, 5);

        assertThat(timeline.movements())
                .hasSizeGreaterThan(6)
                .isEqualTo(Timeline.of(12, 5).movements());
        assertThat(timeline.movements()).allSatisfy(movement -> {
            assertThat(movement.seconds()).isBetween(0.06, 0.48);
            assertThat(movement.onset()).isGreaterThan(2.5);
        });
    }

    @Test
    void theFaceMovesWhereTheTimelineSaysSo() {
        var timeline = Timeline.of(12, 5);

        for (var movement : timeline.movements()) {
            int unit = movement.group().units().getLast();
            var apex = timeline.script().at(at((movement.onset() + movement.offset()) / 2));
            var before = timeline.script().at(at(movement.onset() - 0.02));
            assertThat(apex.level(unit).left()).isGreaterThan(0.7 * movement.intensity());
            assertThat(before.level(unit).left()).isZero();
        }
    }

    private static Duration at(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
