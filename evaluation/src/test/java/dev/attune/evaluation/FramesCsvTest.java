package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.signals.Emotion;
import dev.attune.signals.FaceReading;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramesCsvTest {

    @Test
    void theColumnsBeginWithThoseOfOpenFaceAndNoneAppearsTwice() {
        assertThat(FramesCsv.columnNames())
                .startsWith(
                        "frame", "face_id", "timestamp", "confidence", "success", "gaze_0_x", "gaze_0_y", "gaze_0_z")
                .containsSubsequence(
                        "pose_Tx", "pose_Rz", "x_0", "x_67", "y_0", "y_67", "AU01_r", "AU45_r", "AU01_c", "AU28_c",
                        "AU45_c", "quality", "valence")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyColumnOfAFileWrittenByOpenFaceIsThereExceptTheOnesWeCannotFill() throws IOException {
        var sample = sharedData().map(data -> data.resolve("formats/OpenFace_Test.csv"));
        assumeTrue(sample.isPresent(), "needs shared/data/formats/OpenFace_Test.csv");
        var theirs = Arrays.stream(
                        Files.readAllLines(sample.orElseThrow()).getFirst().split(","))
                .map(String::trim)
                .filter(column -> !column.matches("[XYZ]_\\d+|p_\\w+")) // 3-D landmarks and shape parameters
                .toList();
        assertThat(FramesCsv.columnNames()).containsAll(theirs);
    }

    @Test
    void thePupilIsThereOfBothEyesAndOfEach() throws IOException {
        var row = rows(Scene.frame(90)).getFirst();

        assertThat(number(row, "pupil")).isEqualTo(0.4);
        assertThat(number(row, "pupil_confidence")).isEqualTo(0.6);
        assertThat(number(row, "pupil_left")).isEqualTo(0.41);
        assertThat(number(row, "pupil_right")).isEqualTo(0.39);
        assertThat(row.get("pupil_missing")).isEmpty();
    }

    @Test
    void anglesAreRadiansInOpenFacesDirections() throws IOException {
        var row = rows(Scene.frame(90)).getFirst();
        // turned 10° to the subject's left, 5° up, rolled 3° to the subject's right
        assertThat(number(row, "pose_Ry")).isEqualTo(-Math.toRadians(10), within(1e-4));
        assertThat(number(row, "pose_Rx")).isEqualTo(-Math.toRadians(5), within(1e-4));
        assertThat(number(row, "pose_Rz")).isEqualTo(Math.toRadians(-3), within(1e-4));
        assertThat(number(row, "pose_Tz")).isEqualTo(620);
        // looks 15° to the image right and 10° down
        assertThat(number(row, "gaze_angle_x")).isEqualTo(Math.toRadians(15), within(1e-3));
        assertThat(number(row, "gaze_angle_y")).isPositive();
        double length =
                Math.hypot(Math.hypot(number(row, "gaze_0_x"), number(row, "gaze_0_y")), number(row, "gaze_0_z"));
        assertThat(length).isEqualTo(1, within(1e-3));
    }

    @Test
    void valuesComeBackByName() throws IOException {
        var frame = Scene.frame(100);
        var row = rows(frame).getFirst();
        var affect = frame.affects().getFirst();
        assertThat(row.get("frame")).isEqualTo("100");
        assertThat(number(row, "timestamp")).isEqualTo(3.3, within(1e-6));
        assertThat(number(row, "success")).isOne();
        assertThat(number(row, "valence")).isEqualTo(affect.valence().optional().orElseThrow(), within(1e-4));
        assertThat(number(row, "AU12_r")).isEqualTo(affect.actionUnits().get(2).intensity(), within(1e-3));
        assertThat(number(row, "AU12_left")).isGreaterThan(number(row, "AU12_right"));
        assertThat(number(row, "AU12_c")).isOne();
        assertThat(number(row, "AU04_c")).isZero();
        double sum = 0;
        for (var emotion : Emotion.values()) sum += number(row, "expression_" + emotion.id());
        assertThat(sum).isEqualTo(1, within(1e-3));
        assertThat(row.get("baseline")).isEqualTo("personal");
        assertThat(row.get("stress_missing")).isEqualTo("not-enough-evidence");
    }

    @Test
    void aUnitThatIsNotMeasuredIsEmptyAndNeverZero() throws IOException {
        var row = rows(Scene.frame(1)).getFirst();
        assertThat(row.get("AU09_r")).isEmpty();
        assertThat(row.get("AU28_c")).isEmpty();
        assertThat(row.get("AU12_r")).isEqualTo("0");
    }

    @Test
    void aFrameWithoutAFaceHasARowThatSaysSo() throws IOException {
        var row = rows(Scene.nobody(7)).getFirst();
        assertThat(row.get("frame")).isEqualTo("7");
        assertThat(row.get("success")).isEqualTo("0");
        assertThat(row.get("confidence")).isEqualTo("0");
        assertThat(row.get("x_0")).isEmpty();
        assertThat(row.get("reasons")).isEqualTo("no-face");
        assertThat(row.get("valence_missing")).isEqualTo("no-face");
    }

    @Test
    void aCoveredFaceHasLowConfidenceAndItsReason() throws IOException {
        var row = rows(Scene.frame(196)).getFirst();
        assertThat(number(row, "confidence")).isLessThan(0.5);
        assertThat(row.get("reasons")).isEqualTo("occluded");
        assertThat(row.get("expression_missing")).isEqualTo("occluded");
        assertThat(row.get("expression_joy")).isEmpty();
    }

    @Test
    void everyFaceOfAFrameHasItsRow() throws IOException {
        var at = Duration.ZERO;
        var two = FrameResult.of(
                1, new FaceReading(at, List.of(Scene.face(3, at), Scene.face(5, at))), List.of(Scene.affect(5, at)));
        var rows = rows(two);
        assertThat(rows).extracting(row -> row.get("face_id")).containsExactly("3", "5");
        assertThat(rows.get(0).get("valence_missing")).isEqualTo("not-enough-evidence");
        assertThat(rows.get(1).get("valence")).isNotEmpty();
    }

    @Test
    void theSixtyEightPointsMirrorEachOther() {
        // iBUG jaw 0..16 and outer brows: a point and its mirror image must be mirrored mesh points, never the same
        var used = new ArrayList<Integer>();
        for (int point = 0; point < OpenFace.POINTS; point++) used.add(OpenFace.meshPoint(point));
        assertThat(used).hasSize(68).doesNotHaveDuplicates().allMatch(point -> point >= 0 && point < 468);
    }

    @Test
    void decimalsAreWrittenWithoutALocaleAndWithoutTrailingZeros() {
        assertThat(Decimal.format(-0.00001, 3)).isEqualTo("0");
        assertThat(Decimal.format(-1.5, 3)).isEqualTo("-1.5");
        assertThat(Decimal.format(12.3456, 3)).isEqualTo("12.346");
        assertThat(Decimal.format(0.05, 2)).isEqualTo("0.05");
        assertThat(Decimal.format(2, 0)).isEqualTo("2");
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static List<Map<String, String>> rows(FrameResult... frames) throws IOException {
        var out = new StringWriter();
        try (var csv = new FramesCsv(out)) {
            for (var frame : frames) csv.write(frame);
        }
        var lines = out.toString().lines().toList();
        var names = lines.getFirst().split(",", -1);
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            assertThat(cells).hasSameSizeAs(names);
            var row = new HashMap<String, String>();
            for (int i = 0; i < names.length; i++) row.put(names[i], cells[i]);
            rows.add(row);
        }
        return rows;
    }

    static Optional<Path> sharedData() {
        var configured = System.getenv("ATTUNE_SHARED");
        var candidates = new ArrayList<Path>();
        if (configured != null) candidates.add(Path.of(configured));
        candidates.add(Path.of("../../shared"));
        var found = candidates.stream()
                .map(shared -> shared.resolve("data"))
                .filter(Files::isDirectory)
                .findFirst();
        var required = System.getenv("ATTUNE_REQUIRE");
        if (found.isEmpty() && required != null && required.contains("data"))
            throw new AssertionError("ATTUNE_REQUIRE asks for data, but none of " + candidates + " has it");
        return found;
    }
}
