package dev.attune.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordingTest {
    @TempDir
    private Path folder;

    @Test
    void aLineOfPhysiologyIsAnObservation() throws Exception {
        var file = file("""
                {"atMs": 1000, "heartRateBpm": 72, "device": "strap"}
                {"atMs": 2000, "fromMs": 1000, "edaMicrosiemens": 2.5, "respirationPerMinute": 14, "quality": 0.5}

                {"atMs": 3000, "eegMicrovoltsSquared": {"F3": {"alpha": 10}, "F4": {"alpha": 20}}}
                """);
        var bodies = Read.bodies(recognised(file), file);

        assertThat(bodies).hasSize(3);
        assertThat(bodies.get(0).heartRate()).hasValue(72);
        assertThat(bodies.get(0).device()).isEqualTo("strap");
        assertThat(bodies.get(1).span().length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bodies.get(1).quality().score()).isEqualTo(0.5);
        assertThat(bodies.get(2).frontalAlphaAsymmetry().optional().orElseThrow())
                .isCloseTo(Math.log(2), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"atMs\": 1, \"heartRateBpm\": \"fast\"} | heartRateBpm",
                "{\"atMs\": 1, \"heartRateBpm\": 720} | 720",
                "{\"heartRateBpm\": 72} | atMs is missing",
                "{\"atMs\": -1, \"heartRateBpm\": 72} | atMs",
                "{\"atMs\": 1} | no signal",
                "{\"atMs\": 1, \"heartRateBpm\": 72, \"device\": 7} | device",
                "{\"atMs\": 1, \"eegMicrovoltsSquared\": {\"F3\": {\"alpha\": -1}}} | alpha power at F3",
                "{\"atMs\": 1, \"eegMicrovoltsSquared\": {\"F3\": {}}} | F3",
                "{\"atMs\": 1, \"eegMicrovoltsSquared\": 3} | eegMicrovoltsSquared",
                "{\"atMs\": 1, \"fromMs\": 2, \"heartRateBpm\": 72} | must not end before it starts",
                "[1] | expected one JSON object"
            })
    void aLineThatIsWrongIsNamedWithItsField(String line, String named) throws IOException {
        var file = file("{\"atMs\": 0, \"heartRateBpm\": 70}\n" + line + "\n");
        refused(SensorFormat.PHYSIOLOGY, file, "line 2", named);
    }

    @Test
    void aFileThatEndsWithinALineIsRefused() throws IOException {
        refused(SensorFormat.PHYSIOLOGY, file("{\"atMs\": 0, \"heartRateBpm\""), "not JSON");
    }

    @Test
    void timeThatRunsBackIsRefused() throws IOException {
        var file = file("{\"atMs\": 2000, \"heartRateBpm\": 70}\n{\"atMs\": 1000, \"heartRateBpm\": 70}\n");
        refused(SensorFormat.PHYSIOLOGY, file, "line 2", "runs back");
    }

    @Test
    void shapesOfAHeadsetAreAFaceAndNullIsNoFace() throws Exception {
        var file = file("""
                {"atMs": 0, "blendshapes": {"mouthSmile_L": 0.8, "mouthSmile_R": 0.6, "vendorShape": 7}, "head": {"yaw": 12}}
                {"atMs": 16.7, "blendshapes": null}
                """);
        var faces = Read.faces(recognised(file), file);

        var face = faces.getFirst().faces().getFirst();
        ActionUnit smile = face.actionUnits().getFirst();
        assertThat(smile.number()).isEqualTo(12);
        assertThat(smile.left()).isCloseTo(4, within(1e-9));
        assertThat(face.head())
                .isNotNull()
                .satisfies(head -> assertThat(head.yaw()).isEqualTo(12));
        assertThat(faces.getLast().faces()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"atMs\": 1, \"blendshapes\": {\"jawOpen\": 1.5}} | jawOpen",
                "{\"atMs\": 1, \"blendshapes\": {\"jawOpen\": \"wide\"}} | jawOpen",
                "{\"atMs\": 1, \"blendshapes\": {\"grin\": 1}} | none of the 52 names",
                "{\"atMs\": 1} | blendshapes",
                "{\"atMs\": 1, \"blendshapes\": {\"jawOpen\": 0.1}, \"head\": {\"yaw\": 400}} | yaw"
            })
    void shapesThatAreWrongAreNamed(String line, String named) throws IOException {
        refused(SensorFormat.BLENDSHAPES, file(line), "line 1", named);
    }

    @Test
    void mediaPipeIsReadAsJavaScriptAndPythonWriteIt() throws Exception {
        var script = file("""
                {"timestampMs": 5000, "faceBlendshapes": [{"categories": [
                  {"index": 0, "categoryName": "_neutral", "score": 0.1},
                  {"index": 25, "categoryName": "jawOpen", "score": 0.4}]}],
                 "facialTransformationMatrixes": [{"data": [1,0,0,0, 0,1,0,0, 0,0,1,0, 0,0,0,1]}]}
                {"timestampMs": 5033, "faceBlendshapes": []}
                """);
        var python = file(
                "[{\"timestamp_ms\": 0, \"face_blendshapes\": [[{\"category_name\": \"jawOpen\", \"score\": 0.4}]]}]");

        var seen = Read.faces(recognised(script), script);
        assertThat(seen).extracting(Observation::at).containsExactly(Duration.ZERO, Duration.ofMillis(33));
        assertThat(seen.getFirst().faces().getFirst().actionUnits())
                .anyMatch(unit -> unit.number() == 26 && Math.abs(unit.left() - 2) < 1e-9);
        assertThat(seen.getFirst().faces().getFirst().head())
                .isNotNull()
                .satisfies(head -> assertThat(head.yaw()).isZero());
        assertThat(seen.getLast().faces()).isEmpty();
        assertThat(Read.faces(recognised(python), python).getFirst().faces()).hasSize(1);
    }

    @Test
    void mediaPipeWithoutATimeIsRefused() throws IOException {
        refused(SensorFormat.MEDIAPIPE, file("{\"faceBlendshapes\": []}"), "no time", "timestampMs");
    }

    @Test
    void humanTellsEmotionsAndItsGuessesAboutThePersonAreNotRead() throws Exception {
        var file = file("""
                {"face": [{"id": 0, "faceScore": 0.9, "age": 23, "gender": "female", "race": [{"score": 1, "race": "white"}],
                  "emotion": [{"score": 0.6, "emotion": "happy"}, {"score": 0.2, "emotion": "neutral"}],
                  "rotation": {"angle": {"roll": 0, "yaw": 0.5, "pitch": 0}}}],
                 "performance": {}, "timestamp": 1764000000000}
                {"face": [{"emotion": []}], "performance": {}, "timestamp": 1764000000100}
                """);
        var faces = Read.faces(recognised(file), file);
        var face = faces.getFirst().faces().getFirst();

        assertThat(faces.getFirst().at()).isZero();
        assertThat(face.actionUnits()).isEmpty();
        assertThat(face.expression())
                .isNotNull()
                .satisfies(expression -> assertThat(expression.of(Emotion.JOY)).isCloseTo(0.75, within(1e-9)));
        assertThat(face.head())
                .isNotNull()
                .satisfies(head -> assertThat(head.yaw()).isCloseTo(28.6, within(0.1)));
        assertThat(faces.getLast().at()).isEqualTo(Duration.ofMillis(100));
        assertThat(faces.getLast().faces()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"face\": 1, \"timestamp\": 1} | the field face",
                "{\"face\": []} | timestamp",
                "{\"face\": [{\"emotion\": [{\"score\": 1, \"emotion\": \"smug\"}]}], \"timestamp\": 1} | smug"
            })
    void resultsOfHumanThatAreWrongAreNamed(String line, String named) throws IOException {
        refused(SensorFormat.HUMAN, file(line), named);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "stream", ".jsonl"), content);
    }

    private static SensorFormat recognised(Path file) throws IOException {
        return SensorFormat.recognise(file).orElseThrow();
    }

    private static void refused(SensorFormat format, Path file, String... words) {
        assertThatThrownBy(() -> Read.all(format, file, Read.EVERYTHING, OptionalDouble.empty()))
                .isInstanceOf(SensorFileException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("Maybe");
    }
}
