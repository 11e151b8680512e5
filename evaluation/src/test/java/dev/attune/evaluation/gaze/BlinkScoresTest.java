package dev.attune.evaluation.gaze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluation.gaze.BlinkScores.Kind;
import dev.attune.evaluation.gaze.BlinkScores.Played;
import dev.attune.evaluation.gaze.BlinkScores.Score;
import dev.attune.evaluation.gaze.BlinkScores.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BlinkScoresTest {
    private static final List<Played> PLAYED = List.of(
            new Played(Kind.BLINK, new Span(1, 1.3)),
            new Played(Kind.BLINK, new Span(5, 5.3)),
            new Played(Kind.HALF_BLINK, new Span(8, 8.2)),
            new Played(Kind.GLANCE_DOWN, new Span(11, 11.4)),
            new Played(Kind.LONG_CLOSURE, new Span(15, 17)));

    private final BlinkScores scores = new BlinkScores(List.of(
            Score.of(
                    "30 frames/s",
                    PLAYED,
                    List.of(new Span(1, 1.3), new Span(5.25, 5.6), new Span(8, 8.2), new Span(11, 11.4)),
                    40,
                    0.1,
                    0.07),
            Score.of("30 frames/s", List.of(), List.of(), 40, 0.1, 0.12),
            Score.of("10 frames/s", PLAYED, List.of(), 40, 0.1, Double.NaN)));

    @Test
    void aRowCountsBlinksFoundByKindAndWhateverElseWasToldAsFalse() {
        assertThat(scores.markdown())
                .contains("| 30 frames/s | 1 of 2 (0.09 to 0.91) | 1 of 1 (0.21 to 1.00) | 2 | 1.5 | 0.100 | 2 of 2"
                        + " | 0.025 | -0.005 |")
                .contains("| 10 frames/s | 0 of 2 (0.00 to 0.66) | 0 of 1 (0.00 to 0.79) | 0 | 0.0 | 0.100 | 0 of 1"
                        + " |  |  |");
    }

    @Test
    void oneToldBlinkDoesNotCountForTwo() {
        var score = Score.of(
                "30 frames/s",
                List.of(new Played(Kind.BLINK, new Span(1, 1.3)), new Played(Kind.BLINK, new Span(1.05, 1.35))),
                List.of(new Span(1, 1.3)),
                40,
                0,
                0);

        assertThat(score.found()).containsEntry(Kind.BLINK, 1);
        assertThat(score.falselyTold()).isZero();
    }

    @Test
    void theJsonHasNoErrorWhereNoPerclosWasRead() {
        var json = JsonMapper.builder().build().createObjectNode();
        scores.addTo(json);

        var blinks = json.get("blinks");
        assertThat(blinks.get(0).get("perclosError").asDouble()).isEqualTo(0.025);
        assertThat(blinks.get(0).get("falseAlarmsPerMinute").asDouble()).isEqualTo(1.5);
        assertThat(blinks.get(1).has("perclosError")).isFalse();
    }
}
