package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.face.GazeCalibration;
import dev.attune.signals.Box;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceQuality;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gaze;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Pupils;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CalibrationMessageTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static String message() {
        var points = new StringBuilder();
        for (int i = 0; i < 9; i++)
            points.append(i == 0 ? "" : ",")
                    .append("{\"x\":%d,\"y\":%d,\"fromMs\":%d,\"toMs\":%d}"
                            .formatted(100 + 400 * (i % 3), 100 + 250 * (i / 3), 1000 * i, 1000 * i + 900));
        return "{\"type\":\"calibration\",\"points\":[" + points + "],\"viewport\":{\"width\":1000,\"height\":700}}";
    }

    private static ClientMessage.Calibration parsed() {
        return (ClientMessage.Calibration) ClientMessage.parse(message(), JSON);
    }

    /// A person 700 mm away who looks at a place of the viewport, as an unscaled camera sees it.
    private static FaceObservation looking(int trackId, double x, double y) {
        var gaze = new Gaze(-Math.toDegrees(Math.atan((x - 500) / 2600)), -Math.toDegrees(Math.atan((y + 40) / 2600)));
        int count = FaceMeasure.values().length;
        return new FaceObservation(
                trackId,
                new Box(100, 100, 200, 200),
                1,
                new Landmarks(new float[3 * Landmarks.COUNT]),
                new HeadPose(0, 0, 0, 0, 0, 700),
                new Eyes(new GazeReading.Seen(gaze, gaze, gaze, 0.9), Pupils.notMeasurable(Reason.NOT_ENOUGH_EVIDENCE)),
                new FaceMeasures(new double[count], new double[count]),
                List.of(),
                EmotionDistribution.of(1, 0, 0, 0, 0, 0, 0, 0),
                new FaceQuality(90, 50, 0.5, 0, 1, Quality.PERFECT),
                null,
                List.of());
    }

    private static Screen screenOfSomebodyWhoFollowed(ClientMessage.Calibration wanted) {
        var screen = new Screen();
        for (var place : wanted.places())
            for (int i = 0; i < 20; i++)
                screen.saw(
                        new FaceReading(place.from().plusMillis(40L * i), List.of(looking(0, place.x(), place.y()))));
        return screen;
    }

    @Test
    void aCalibrationSaysWhereAndWhenThePersonLooked() {
        var calibration = parsed();
        assertThat(calibration.places()).hasSize(9);
        assertThat(calibration.places().get(4).x()).isEqualTo(500);
        assertThat(calibration.places().get(4).from()).isEqualTo(Duration.ofSeconds(4));
        assertThat(calibration.validation()).isEmpty();
    }

    @Test
    void aPlaceWithoutATimeIsRefusedByName() {
        var broken = message().replaceFirst("\"fromMs\":0", "\"fromMs\":\"now\"");
        assertThatThrownBy(() -> ClientMessage.parse(broken, JSON)).hasMessageContaining("points.fromMs");
    }

    @Test
    void afterACalibrationTheGazeHasAPointOnTheScreen() {
        var wanted = parsed();
        var screen = screenOfSomebodyWhoFollowed(wanted);
        assertThat(screen.calibrate(wanted)).isInstanceOf(GazeCalibration.Calibrated.class);
        var face = looking(0, 300, 400);
        var gaze = Objects.requireNonNull(
                Wire.face(face, null, true, screen.of(face)).gaze());
        var point = Objects.requireNonNull(gaze.point());
        assertThat(Math.hypot(point.x() - 300, point.y() - 400)).isLessThan(40);
    }

    @Test
    void anotherPersonIsNotCalibrated() {
        var wanted = parsed();
        var screen = screenOfSomebodyWhoFollowed(wanted);
        screen.calibrate(wanted);
        assertThat(screen.of(looking(1, 300, 400))).isNull();
    }

    @Test
    void whoWithdrawsTheGazeIsForgotten() {
        var wanted = parsed();
        var screen = screenOfSomebodyWhoFollowed(wanted);
        screen.calibrate(wanted);
        screen.forget();
        assertThat(screen.of(looking(0, 300, 400))).isNull();
        assertThat(screen.calibrate(wanted)).isInstanceOf(GazeCalibration.Refused.class);
    }
}
