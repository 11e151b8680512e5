package dev.attune.evaluation.gaze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.evaluation.gaze.PortraitResult.Portrait;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortraitResultTest {
    private final PortraitResult result = new PortraitResult(
            5,
            List.of(
                    new Portrait(10, 0, -4, 1, 2, "low-contrast", Double.NaN),
                    new Portrait(12, -9, -6, 3, 6, "told", 0.03),
                    new Portrait(14, 10, -2, Double.NaN, Double.NaN, "low-contrast", Double.NaN),
                    new Portrait(20, 25, 30, 90, 90, "head-turned", Double.NaN)));

    @Test
    void aRowTellsWhereTheReadingsLieAndOfHowMany() {
        assertThat(result.markdown())
                .startsWith("5 pictures, a face in 4")
                .contains("| radius of the iris, px | 4 | 11.50 | 13.00 | 15.50 |")
                .contains("| difference of the two pupils | 1 | 0.03 | 0.03 | 0.03 |");
    }

    @Test
    void aTurnedHeadDoesNotCountForWhereFrontalOnesLook() {
        assertThat(result.markdown())
                .contains("| head pitch, frontal, ° | 3 | -5.00 | -4.00 | -3.00 |")
                .contains("| gaze across, frontal, ° | 2 | 1.50 | 2.00 | 2.50 |");
    }

    @Test
    void pupilsAreCountedByWhatWasSaidOfThem() {
        assertThat(result.markdown())
                .contains("| low-contrast | 2 |")
                .contains("| head-turned | 1 |")
                .contains("| told | 1 |");
        assertThat(result.json().get("pupils").get("told").asInt()).isOne();
    }

    @Test
    void noPictureHasTwoPortraits() {
        assertThatThrownBy(() -> new PortraitResult(3, result.portraits())).hasMessageContaining("4 portraits");
    }
}
