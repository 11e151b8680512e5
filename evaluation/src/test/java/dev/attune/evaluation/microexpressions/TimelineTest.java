package dev.attune.evaluation.microexpressions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

    @Test
    void movementsFurtherApartAreOfTheSameKind() {
        var spaced = Timeline.spaced(20, 5).movements();

        assertThat(spaced).hasSizeBetween(5, 12);
        for (int i = 1; i < spaced.size(); i++)
            assertThat(spaced.get(i).onset() - spaced.get(i - 1).offset()).isGreaterThan(0.8);
    }

    @Test
    void asFewFilmsAsTheFrameRatesNeedAreMade() {
        assertThat(new MicroExpressionEvaluation(1, 6, List.of(24, 25, 30, 60, 100, 120, 200), 1).filmedHertz())
                .containsExactly(200, 120);
        assertThat(new MicroExpressionEvaluation(1, 6, List.of(60, 30), 1).filmedHertz())
                .containsExactly(60);
    }

    private static Duration at(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
