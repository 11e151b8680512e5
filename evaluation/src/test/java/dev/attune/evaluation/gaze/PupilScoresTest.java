package dev.attune.evaluation.gaze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluation.gaze.PupilScores.Score;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PupilScoresTest {
    private final PupilScores scores = new PupilScores(List.of(
            new Score("blue", 0.4, "12 px", 0.43),
            new Score("blue", 0.5, "12 px", 0.49),
            new Score("brown", 0.4, "12 px", Double.NaN),
            new Score("blue", 0, "12 px", Double.NaN),
            new Score("brown", 0, "12 px", 0.3),
            new Score("brown", 0.4, "5 px", Double.NaN)));

    @Test
    void aRowCountsWhatWasReadHowFarOffAndWhatWasReadWhereNoPupilWas() {
        assertThat(scores.markdown())
                .contains("| 12 px | 2 of 3 | 0.020 | +0.010 | 0.030 | 1 of 2 |")
                .contains("| 5 px | 0 of 1 |  |  |  | 0 of 0 |")
                .contains("| brown | 0 of 2 |  |  |  | 1 of 1 |");
    }

    @Test
    void theJsonHasNoErrorWhereNothingWasRead() {
        var json = JsonMapper.builder().build().createObjectNode();
        scores.addTo(json);

        var pupils = json.get("pupils");
        assertThat(pupils.get(0).get("meanAbsolute").asDouble()).isEqualTo(0.02);
        assertThat(pupils.get(0).get("falselyMeasured").asInt()).isEqualTo(1);
        assertThat(pupils.get(1).has("meanAbsolute")).isFalse();
    }
}
