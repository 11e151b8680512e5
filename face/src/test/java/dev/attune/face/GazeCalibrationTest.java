package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.face.GazeCalibration.Calibrated;
import dev.attune.face.GazeCalibration.Place;
import dev.attune.face.GazeCalibration.Refused;
import dev.attune.face.GazeCalibration.Sample;
import dev.attune.face.GazeCalibration.Viewport;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GazeCalibrationTest {
    private static final Viewport WINDOW = new Viewport(1280, 720);
    private static final double DISTANCE = 700;

    /// Looks from straight ahead of the middle of the screen's upper edge; the reader's gain and offset are wrong.
    private static Sample looking(double x, double y, long atMs, Random noise, double degrees) {
        double yaw = Math.toDegrees(Math.atan(-(x - 640) * 25.4 / 96 / DISTANCE));
        double pitch = Math.toDegrees(Math.atan(-y * 25.4 / 96 / DISTANCE));
        return new Sample(
                Duration.ofMillis(atMs),
                new Gaze(
                        0.8 * yaw + 2 + degrees * noise.nextGaussian(),
                        0.5 * pitch - 4 + degrees * noise.nextGaussian()),
                new HeadPose(0, 0, 0, 0, 0, DISTANCE),
                0.8);
    }

    private static List<Place> grid(int columns, int rows, double margin, long fromMs) {
        var places = new ArrayList<Place>();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) {
                long from = fromMs + 1000L * places.size();
                places.add(new Place(
                        1280 * (margin + (1 - 2 * margin) * column / (columns - 1)),
                        720 * (margin + (1 - 2 * margin) * row / (rows - 1)),
                        Duration.ofMillis(from),
                        Duration.ofMillis(from + 999)));
            }
        return places;
    }

    private static List<Sample> following(List<Place> places, int frames, double degrees) {
        var noise = new Random(4);
        var samples = new ArrayList<Sample>();
        for (var place : places)
            for (int i = 0; i < frames; i++)
                samples.add(looking(place.x(), place.y(), place.from().toMillis() + i * 900L / frames, noise, degrees));
        return samples;
    }

    private static final List<Place> NINE = grid(3, 3, 0.1, 0);
    private static final List<Place> FOUR = grid(2, 2, 0.3, 9000);

    private static List<Sample> all(int frames, double degrees) {
        var samples = new ArrayList<>(following(NINE, frames, degrees));
        samples.addAll(following(FOUR, frames, degrees));
        return samples;
    }

    @Test
    void learnsAReaderWhoseGainAndOffsetAreWrong() {
        var result = (Calibrated) GazeCalibration.fit(NINE, FOUR, WINDOW, all(20, 0));
        assertThat(result.errorPx()).isLessThan(25);
        assertThat(result.validationPoints()).isEqualTo(4);
        var seen = looking(400, 500, 0, new Random(1), 0);
        var point = result.calibration().point(seen.gaze(), seen.pose());
        assertThat(point.x()).isCloseTo(400, within(30.0));
        assertThat(point.y()).isCloseTo(500, within(30.0));
    }

    @Test
    void statesAnErrorThatGrowsWithTheNoise() {
        var quiet = (Calibrated) GazeCalibration.fit(NINE, FOUR, WINDOW, all(20, 0.5));
        var loud = (Calibrated) GazeCalibration.fit(NINE, FOUR, WINDOW, all(20, 2));
        assertThat(loud.errorPx()).isGreaterThan(1.5 * quiet.errorPx());
        assertThat(loud.errorDegrees())
                .isCloseTo(Math.toDegrees(Math.atan(loud.errorPx() * 25.4 / 96 / DISTANCE)), within(1e-6));
    }

    @Test
    void leavesEachPlaceOutWhenThereIsNothingElseToCheckOn() {
        var result = (Calibrated) GazeCalibration.fit(NINE, List.of(), WINDOW, all(20, 0.5));
        assertThat(result.validationPoints()).isEqualTo(9);
        assertThat(result.errorPx()).isPositive();
    }

    @Test
    void oneGlanceAsideDoesNotBendTheWholeScreen() {
        var samples = new ArrayList<>(all(20, 0.3));
        for (int i = 0; i < 6; i++) samples.set(i, looking(1280, 720, i * 40L, new Random(i), 0));
        var disturbed = (Calibrated) GazeCalibration.fit(NINE, FOUR, WINDOW, samples);
        var clean = (Calibrated) GazeCalibration.fit(NINE, FOUR, WINDOW, all(20, 0.3));
        assertThat(disturbed.errorPx()).isLessThan(clean.errorPx() + 60);
    }

    @Test
    void refusesAPlaceThatWasHardlySeen() {
        var samples = all(20, 0.5).stream()
                .filter(sample -> sample.at().compareTo(NINE.get(1).from()) >= 0)
                .toList();
        assertThat(GazeCalibration.fit(NINE, FOUR, WINDOW, samples))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("only 0 frames"));
    }

    @Test
    void refusesAPersonWhoLookedElsewhere() {
        var samples = new ArrayList<Sample>();
        var noise = new Random(8);
        for (var place : NINE)
            for (int i = 0; i < 20; i++)
                samples.add(looking(640, 300, place.from().toMillis() + i * 40L, noise, 1));
        assertThat(GazeCalibration.fit(NINE, List.of(), WINDOW, samples))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("did not follow"));
    }

    @Test
    void refusesAHeadThatMovedAway() {
        var samples = all(20, 0.5).stream()
                .map(sample -> new Sample(
                        sample.at(),
                        sample.gaze(),
                        new HeadPose(0, 0, 0, sample.at().toMillis() / 40.0, 0, DISTANCE),
                        0.8))
                .toList();
        assertThat(GazeCalibration.fit(NINE, FOUR, WINDOW, samples))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("head moved"));
    }

    @Test
    void refusesPlacesInOneCorner() {
        assertThat(GazeCalibration.fit(grid(3, 3, 0.45, 0), List.of(), WINDOW, List.of()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("span"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1281, 1e200})
    void refusesAPlaceThatIsNotOnTheWindow(double x) {
        var learnt = new ArrayList<>(NINE);
        learnt.set(4, new Place(x, 360, NINE.get(4).from(), NINE.get(4).to()));
        assertThat(GazeCalibration.fit(learnt, FOUR, WINDOW, all(20, 0.5)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("outside the window"));

        var checked = new ArrayList<>(FOUR);
        checked.set(0, new Place(x, 360, FOUR.get(0).from(), FOUR.get(0).to()));
        assertThat(GazeCalibration.fit(NINE, checked, WINDOW, all(20, 0.5)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("outside the window"));
    }

    @Test
    void refusesAnErrorThatIsNoBetterThanLookingAtTheMiddleAndNamesTheBound() {
        var samples = following(NINE, 20, 0.5);
        for (var place : FOUR)
            for (int i = 0; i < 20; i++)
                samples.add(looking(
                        1280 - place.x(), 720 - place.y(), place.from().toMillis() + i * 40L, new Random(i), 0.5));

        assertThat(GazeCalibration.fit(NINE, FOUR, WINDOW, samples))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("more than 384"));
    }

    @Test
    void refusesAnAreaSmallerThanTwiceTheError() {
        var calibration = ((Calibrated) GazeCalibration.fit(NINE, FOUR, WINDOW, all(20, 1))).calibration();
        double least = calibration.smallestAreaPx();
        assertThat(least).isCloseTo(2 * calibration.errorPx(), within(1e-9));
        calibration.requireLargeEnough(least, least + 1);
        assertThatThrownBy(() -> calibration.requireLargeEnough(least - 1, 2000))
                .hasMessageContaining("below the gaze error");
    }
}
