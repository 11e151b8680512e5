package dev.attune.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.Reason;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRecordingTest {
    private static final String OPENFACE =
            "frame, timestamp, confidence, success, pose_Rx, pose_Ry, pose_Rz, AU01_r, AU12_r, AU12_c, extra\n";

    @TempDir
    private Path folder;

    @Test
    void openFaceIsReadByTrimmedNames() throws Exception {
        var file = file(OPENFACE + """
                1,0,0.98,1,0,-0.5,0,0,3.5,1,x
                2,0.033,0.5,1,0.1,0,0,0,3.25,1,x
                3,0.067,0.1,0,0,0,0,0,0,0,x""");
        var seen = Read.faces(recognised(file), file);
        var face = seen.getFirst().faces().getFirst();

        assertThat(seen).extracting(Observation::at).containsExactly(ms(0), ms(33), ms(67));
        assertThat(face.actionUnits()).extracting(ActionUnit::number).containsExactly(1, 12);
        assertThat(face.actionUnits().getLast().intensity()).isEqualTo(3.5);
        assertThat(face.head())
                .isNotNull()
                .satisfies(head -> assertThat(head.yaw()).isCloseTo(28.6, within(0.1)));
        assertThat(seen.get(1).faces().getFirst().quality().reasons()).containsExactly(Reason.LOW_CONFIDENCE);
        assertThat(seen.getLast().faces()).isEmpty();
    }

    @Test
    void severalFacesOfOneTimeAreOneReading() throws Exception {
        var file = file("""
                frame,face_id,timestamp,success,AU01_r
                1,1,0,1,1
                1,0,0,1,2
                2,0,0.04,1,3
                """);
        var seen = Read.faces(SensorFormat.OPENFACE, file);
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().faces()).extracting(face -> face.trackId()).containsExactly(0, 1);
    }

    @Test
    void theGazeIsReadOnlyWhereItMay() throws Exception {
        var file = file("""
                timestamp,success,gaze_angle_x,gaze_angle_y,AU01_r
                0,1,0.1,0.2,1
                """);
        assertThat(Read.faces(SensorFormat.OPENFACE, file)
                        .getFirst()
                        .faces()
                        .getFirst()
                        .gaze())
                .isNotNull()
                .satisfies(gaze -> assertThat(gaze.pitch()).isCloseTo(-11.46, within(0.01)));
        var withoutGaze =
                (UnitsReading) Read.all(SensorFormat.OPENFACE, file, Set.of(Modality.FACE), OptionalDouble.empty())
                        .getFirst();
        assertThat(withoutGaze.faces().getFirst().gaze()).isNull();
    }

    @Test
    void aGazeWithoutAnglesComesFromTheEyes() throws Exception {
        var file = file("""
                timestamp,success,gaze_0_x,gaze_0_y,gaze_0_z,gaze_1_x,gaze_1_y,gaze_1_z,AU01_r
                0,1,0.1,0,-0.99,0.1,0,-0.99,1
                """);
        assertThat(Read.faces(SensorFormat.OPENFACE, file)
                        .getFirst()
                        .faces()
                        .getFirst()
                        .gaze())
                .isNotNull()
                .satisfies(gaze -> assertThat(gaze.yaw()).isCloseTo(5.77, within(0.01)));
    }

    @Test
    void anIntensityThatIsNoneIsNamedWithLineAndColumn() throws IOException {
        refused(SensorFormat.OPENFACE, OPENFACE + "1,0,1,1,0,0,0,0,high,1,x\n", "line 2", "AU12_r", "high");
        refused(SensorFormat.OPENFACE, OPENFACE + "1,0,1,1,0,0,0,0,7,1,x\n", "line 2", "AU12_r", "7");
    }

    @Test
    void aTimeThatIsNoMediaTimeIsRefused() throws IOException {
        refused(SensorFormat.OPENFACE, OPENFACE + "1,1764000000,1,1,0,0,0,0,1,1,x\n", "timestamp", "OpenFace 3");
        refused(
                SensorFormat.OPENFACE,
                OPENFACE + "1,2,1,1,0,0,0,0,1,1,x\n2,1,1,1,0,0,0,0,1,1,x\n3,1,1,1,0,0,0,0,1,1,x\n",
                "runs back");
        refused(SensorFormat.OPENFACE, "frame,timestamp,success\n1,0,1\n", "AU.._r");
        refused(SensorFormat.OPENFACE, "", "empty");
    }

    @Test
    void pyFeatTellsProbabilitiesAndItsPictureIsNotOpened() throws Exception {
        var file = file("""
                frame,FaceRectX,FaceScore,AU01,AU12,Pitch,Roll,Yaw,anger,disgust,fear,happiness,sadness,surprise,neutral,input
                0,1,0.99,0.2,0.9,1,2,3,0.01,0,0,0.98,0,0.01,0,/nowhere/picture.jpg
                """);
        var face = Read.faces(recognised(file), file).getFirst().faces().getFirst();
        assertThat(face.actionUnits().getLast().intensity()).isCloseTo(4.5, within(1e-9));
        assertThat(face.expression())
                .isNotNull()
                .satisfies(expression -> assertThat(expression.top()).isEqualTo(Emotion.JOY));
        assertThat(face.head())
                .isNotNull()
                .satisfies(head -> assertThat(head.yaw()).isEqualTo(3));
    }

    @Test
    void pyFeatNeedsAFrameRateForItsTimes() throws Exception {
        var content = "frame,FaceRectX,FaceScore,AU01\n0,1,0.9,0.1\n25,1,0.9,0.2\n50,,,\n";
        refused(SensorFormat.PY_FEAT, content, "--frame-rate");
        var seen = Read.all(SensorFormat.PY_FEAT, file(content), Read.EVERYTHING, OptionalDouble.of(25));
        assertThat(seen).extracting(Observation::at).containsExactly(ms(0), ms(1000), ms(2000));
        assertThat(((UnitsReading) seen.getLast()).faces()).isEmpty();
        refused(SensorFormat.PY_FEAT, "frame,FaceRectX,FaceScore,AU01\n0,1,0.9,1.5\n", "AU01", "7.5");
    }

    @Test
    void liveLinkTellsTimecodesAndItsRateIsFound() throws Exception {
        var file = file("""
                Timecode,BlendShapeCount,EyeBlinkLeft,EyeBlinkRight,MouthSmileLeft,MouthSmileRight,HeadYaw,HeadPitch,HeadRoll
                23:59:59:58.000,61,0.1,0.1,0.5,0.5,0.1,0,0
                23:59:59:59.000,61,0.1,0.1,0.5,0.5,0.1,0,0
                00:00:00:00.500,0,0,0,0,0,0,0,0
                """);
        var seen = Read.faces(recognised(file), file);
        assertThat(seen.get(1).at().toNanos() / 1e6).isCloseTo(1000 / 60.0, within(0.001));
        assertThat(seen.get(2).at().toNanos() / 1e6).isCloseTo(2500 / 60.0, within(0.001));
        assertThat(seen.get(2).faces()).isEmpty();
        assertThat(seen.getFirst().faces().getFirst().actionUnits())
                .extracting(ActionUnit::number)
                .containsExactly(12, 43, 45);
    }

    @Test
    void aTimecodeThatIsNoneIsRefused() throws IOException {
        refused(SensorFormat.LIVE_LINK_FACE, "Timecode,BlendShapeCount,JawOpen\nlater,61,0.1\n", "Timecode", "later");
        refused(
                SensorFormat.LIVE_LINK_FACE,
                "Timecode,BlendShapeCount,JawOpen\n99999999999999999999:0:0:1,61,0.1\n",
                "Timecode",
                "99999999999999999999");
        refused(SensorFormat.LIVE_LINK_FACE, "Timecode,BlendShapeCount\n0:0:0:1,61\n", "no column with a blendshape");
        refused(
                SensorFormat.LIVE_LINK_FACE,
                "Timecode,BlendShapeCount,JawOpen\n0:0:0:1,61,2\n",
                "line 2",
                "JawOpen must be in [0, 1]");
    }

    @Test
    void aTableOfFeedbackIsNoneOfThese() throws IOException {
        assertThat(SensorFormat.recognise(file("id,text,face\n1,good,2\n"))).isEmpty();
        assertThat(SensorFormat.recognise(file("{\"text\": \"good\"}\n"))).isEmpty();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "table", ".csv"), content);
    }

    private static SensorFormat recognised(Path file) throws IOException {
        return SensorFormat.recognise(file).orElseThrow();
    }

    private void refused(SensorFormat format, String content, String... words) throws IOException {
        var file = file(content);
        assertThatThrownBy(() -> Read.all(format, file, Read.EVERYTHING, OptionalDouble.empty()))
                .isInstanceOf(SensorFileException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("Maybe");
    }

    private static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }
}
