package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnalyzeSensorsTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void aHeadsetsSmileBecomesTheReportOfAFilm(String language) throws IOException {
        var run = analyze(write("headset.jsonl", smile()), "--language", language);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(output("headset.events.jsonl")).contains("\"name\":\"joy\"");
        var summary = summary("headset");
        assertThat(summary.path("recording").path("kind").asString()).isEqualTo("sensors");
        assertThat(summary.path("quality").path("coverage").asDouble()).isEqualTo(1);
        assertThat(summary.path("models").toString()).contains("blendshapes", "affect-late-fusion");
        assertThat(output("headset.frames.csv").lines()).hasSize(201);
        assertThat(output("headset.html")).contains("blendshapes");
    }

    @Test
    void aBodyWithoutAFaceIsReported() throws IOException {
        var lines = IntStream.range(0, 60)
                .mapToObj(i -> "{\"atMs\": %d, \"heartRateBpm\": 70, \"device\": \"strap\"}".formatted(1000 * i))
                .collect(Collectors.joining("\n"));
        var run = analyze(write("strap.jsonl", lines + "\n{\"atMs\": 60000, \"heartRateBpm\": 85}\n"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("61 observations of the body");
        assertThat(output("strap.physiology.csv"))
                .contains("heart_rate_deviation")
                .contains("60,60,85,5,");
        var heart = summary("strap").path("physiology").path("values").path("heart_rate_bpm");
        assertThat(heart.path("max").asDouble()).isEqualTo(85);
        assertThat(output("strap.html")).contains("The heart beat 70 times a minute");
    }

    @Test
    void aMalformedLineIsNamedAndLeavesNothingBehind() throws IOException {
        var run = analyze(
                write("strap.jsonl", "{\"atMs\": 0, \"heartRateBpm\": 70}\n{\"atMs\": 1, \"heartRateBpm\": 700}\n"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(run.err()).contains("strap.jsonl, line 2", "700");
        try (var left = Files.list(folder.resolve("out"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotRecognisedIsReadAsItsFormat() throws IOException {
        var file = write("faces.csv", "timestamp,success,AU1_r\n0,1,0\n");

        assertThat(analyze(file).exitCode()).isEqualTo(ExitCode.USAGE);
        var named = analyze(file, "--format", "openface");
        assertThat(named.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(named.err()).contains("there is no column AU.._r");
        assertThat(analyze(file, "--format", "faces").err()).contains("unknown format 'faces'", "live-link-face");
    }

    @Test
    void aFileOfReadingsThatIsMissingOrEmptyIsToldForWhatItIs() throws IOException {
        var missing = folder.resolve("gone.csv");
        assertThat(analyze(missing).exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(analyze(missing, "--format", "openface").err()).contains("does not exist");
        for (var name : List.of("empty.csv", "empty.jsonl", "empty.xdf")) {
            var empty = write(name, "");
            assertThat(analyze(empty).exitCode()).as(name).isEqualTo(ExitCode.EMPTY_FILE);
            assertThat(analyze(empty, "--format", "mediapipe").exitCode())
                    .as(name)
                    .isEqualTo(ExitCode.EMPTY_FILE);
        }
    }

    @Test
    void bytesThatAreNoTextAreNotToldAsAFullDisk() throws IOException {
        var file = Files.write(folder.resolve("noise.jsonl"), new byte[] {(byte) 0xB7, 1, 2, 3});

        var run = analyze(file, "--format", "human");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(run.err()).contains("noise.jsonl, line 1", "not JSON");
    }

    @Test
    void aTimeWithoutAValueIsNotCalledAColumnThatIsMissing() throws IOException {
        var file = write("faces.csv", "frame,timestamp,AU01_r\n1,nan,0.5\n");

        assertThat(analyze(file, "--format", "openface").err()).contains("timestamp has no value");
    }

    @Test
    void pyFeatAsksForItsFrameRate() throws IOException {
        var file = write("feat.csv", "frame,FaceRectX,FaceScore,AU01\n0,1,0.9,0.1\n25,1,0.9,0.1\n");

        assertThat(analyze(file).err()).contains("Maybe add --frame-rate");
        assertThat(analyze(file, "--frame-rate", "25").exitCode()).isZero();
        assertThat(summary("feat").path("frames").path("endMs").asDouble()).isEqualTo(1000);
        assertThat(analyze(file, "--frame-rate", "-3").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    /// Ten seconds at 20 a second, smiling from the fourth to the seventh.
    private static String smile() {
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    double smile = i >= 80 && i < 140 ? 0.9 : 0;
                    return String.format(
                            Locale.ROOT,
                            "{\"atMs\": %d, \"blendshapes\": {\"mouthSmileLeft\": %.1f, \"mouthSmileRight\": %.1f,"
                                    + " \"cheekSquintLeft\": %.1f, \"cheekSquintRight\": %.1f}}",
                            50 * i,
                            smile,
                            smile,
                            smile,
                            smile);
                })
                .collect(Collectors.joining("\n"));
    }

    private Run analyze(Path file, String... options) {
        var arguments = new ArrayList<>(List.of(
                "analyze", file.toString(), "--out", folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return Run.attune(arguments.toArray(String[]::new));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    private JsonNode summary(String name) throws IOException {
        return JsonMapper.shared().readTree(output(name + ".summary.json"));
    }
}
