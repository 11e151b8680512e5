package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.media.Frame;
import dev.attune.media.MediaFile;
import dev.attune.models.ModelStore;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One adult, 472 frames: sad with lowered eyes, a hand before the face in frames 60 to 228, a broad smile afterwards.
class RecordingTest {
    private static final List<FaceReading> READINGS = new ArrayList<>();

    @BeforeAll
    static void readTheClip() throws Exception {
        var clip = SharedData.file("video/WolfgangLanger_Pexels.mp4");
        try (var models = FaceModels.open(ModelStore.bundled());
                var analyzer = new FaceAnalyzer(models, FaceOptions.live());
                var frames = MediaFile.open(clip)) {
            for (Frame frame = frames.next(); frame != null; frame = frames.next())
                READINGS.add(analyzer.analyze(frame));
        }
    }

    @Test
    void everyFrameHasTheSameOneFace() {
        assertThat(READINGS)
                .hasSize(472)
                .allSatisfy(reading -> assertThat(reading.faces())
                        .singleElement()
                        .extracting(FaceObservation::trackId)
                        .isEqualTo(0));
    }

    @Test
    void theSmileOfTheLastThirdShowsInActionUnitAndExpression() {
        assertThat(mean(320, 472, RecordingTest::au12)).isGreaterThan(mean(0, 60, RecordingTest::au12) + 1.5);
        assertThat(mean(320, 472, RecordingTest::joy)).isGreaterThan(mean(0, 60, RecordingTest::joy) + 0.5);
    }

    @Test
    void theHandLowersTheQualityAndIsNamed() {
        double covered = mean(95, 135, RecordingTest::score);

        assertThat(covered).isLessThan(0.7);
        assertThat(mean(160, 220, RecordingTest::score)).isLessThan(0.85);
        assertThat(READINGS.subList(95, 110))
                .allSatisfy(reading -> assertThat(
                                reading.faces().getFirst().quality().overall().reasons())
                        .contains(Reason.OCCLUDED));
    }

    @Test
    void withoutTheHandTheQualityIsHigh() {
        assertThat(mean(0, 55, RecordingTest::score)).isGreaterThan(0.95);
        assertThat(mean(260, 472, RecordingTest::score)).isGreaterThan(0.95);
    }

    @Test
    void closedEyesHaveNoGaze() {
        assertThat(READINGS.subList(24, 50))
                .allSatisfy(
                        reading -> assertThat(reading.faces().getFirst().gaze()).isNull());
    }

    private static double mean(int from, int to, ToDoubleFunction<FaceObservation> value) {
        return READINGS.subList(from, to).stream()
                .mapToDouble(reading -> value.applyAsDouble(reading.faces().getFirst()))
                .average()
                .orElseThrow();
    }

    private static double au12(FaceObservation face) {
        return face.actionUnits().stream()
                .filter(unit -> unit.number() == 12)
                .findFirst()
                .orElseThrow()
                .intensity();
    }

    private static double joy(FaceObservation face) {
        return face.expression().of(Emotion.JOY);
    }

    private static double score(FaceObservation face) {
        return face.quality().overall().score();
    }
}
