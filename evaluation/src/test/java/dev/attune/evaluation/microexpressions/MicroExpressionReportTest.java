package dev.attune.evaluation.microexpressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Episode;
import dev.attune.signals.Moment;
import dev.attune.signals.MuscleGroup;
import dev.attune.signals.SpottingGrade;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroExpressionReportTest {
    private static final MicroExpressionEvaluation SETTING =
            new MicroExpressionEvaluation(1, 6, List.of(24, 30, 60), 1);

    @Test
    void eachConditionTellsWhatWasFoundOfEachStrength() {
        var spotting = new Spotting(
                SpottingGrade.MEASURABLE,
                List.of(pair(1, false), pair(2, true), pair(3, true), pair(3.5, false)),
                1,
                6);
        var report = report(new MicroExpressionReport.Row("noise, sd 4 levels at 60 fps", spotting));

        assertThat(report.markdown())
                .contains(
                        "| noise, sd 4 levels at 60 fps | measurable | 4 | 2 | 0.50 (0.15–0.85) | 0.67 | 0.57 | 2 of 2 | 10.0 | 0 of 1 | 1 of 1 | 1 of 2 |");
        var strongest = report.json().get("kinds").get(2).get("noise, sd 4 levels at 60 fps");
        assertThat(strongest.get("n").asInt()).isEqualTo(2);
        assertThat(strongest.get("found").asInt()).isEqualTo(1);
    }

    @Test
    void aRateThatIsTooLowIsRefusedAndClaimsNothing() {
        var report = report(new MicroExpressionReport.Row(
                "24 fps", new Spotting(SpottingGrade.NOT_MEASURABLE, List.of(pair(1, false)), 0, 6)));

        assertThat(report.markdown())
                .contains("| 24 fps | refused: frame-rate-too-low | 1 | – | – | – | – | – | – | – | – | – |");
    }

    @Test
    void noiseAndCodecsAreAppliedAtSixtyAndAtThirtyFramesWhereThereAreSuch() {
        assertThat(SETTING.worsenedHertz()).containsExactly(60, 30);
        assertThat(new MicroExpressionEvaluation(1, 6, List.of(100), 1).worsenedHertz())
                .containsExactly(100);
    }

    private static MicroExpressionReport report(MicroExpressionReport.Row row) {
        return new MicroExpressionReport(
                SETTING,
                List.of(
                        row,
                        new MicroExpressionReport.Row(
                                "nothing short played", new Spotting(SpottingGrade.MEASURABLE, List.of(), 0, 12))));
    }

    private static Spotting.Pair pair(double intensity, boolean found) {
        var played = new Timeline.Movement(MuscleGroup.SMILE, 3, 3.2, intensity);
        var episode = new Episode(1, Duration.ofMillis(3000), Duration.ofMillis(3100), Duration.ofMillis(3200));
        return new Spotting.Pair(
                played,
                found
                        ? new Moment.MicroExpression(
                                episode, MuscleGroup.SMILE, List.of(), 0.5, SpottingGrade.MEASURABLE)
                        : null);
    }
}
