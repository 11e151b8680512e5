package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateVoiceCommandTest {
    private static final int RATE_HZ = 8_000;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"clean", "noise10db", "telephone"})
    void theResultHasThePromisedShapeForAllAndForEachCorpus(String condition) throws Exception {
        hum("голос один.wav", 1);
        hum("b.wav", 1);
        hum("silence.wav", 0);
        var run = evaluate(
                "\uFEFFfile\tcorpus\tspeaker\temotion\r\n\"голос один.wav\"\tours\ta\tAnger\r\nb.wav\tours\tb\tneutral\r\n"
                        + folder.resolve("silence.wav").toAbsolutePath() + "\ttheirs\tc\tdisgust\r\n",
                condition);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        var json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("n").asInt()).isEqualTo(3);
        assertThat(json.get("condition").asString()).isEqualTo(condition);
        assertThat(json.get("unreadable").asInt()).isZero();
        assertThat(json.get("corpora").propertyNames()).containsExactlyInAnyOrder("ours", "theirs");
        for (var of : List.of(json, json.get("corpora").get("ours"))) {
            assertThat(isRate(of, "categories", "uar")).isTrue();
            assertThat(isRate(of, "categories", "accuracy")).isTrue();
            assertThat(isRate(of, "arousal", "uar")).isTrue();
            assertThat(isRate(of, "angerVsNeutral", "uar")).isTrue();
            assertThat(of.get("categories").get("uarInterval").size()).isEqualTo(2);
        }
        var theirs = json.get("corpora").get("theirs");
        assertThat(theirs.get("n").asInt()).isEqualTo(1);
        assertThat(theirs.get("arousal").get("uar").isNull())
                .as("disgust takes no part in arousal")
                .isTrue();
    }

    @Test
    void clipsThatCannotBeReadAreErrorsOfTheirLabelAndTheOthersAreHeard() throws Exception {
        hum("whole.wav", 1);
        byte[] whole = Files.readAllBytes(folder.resolve("whole.wav"));
        Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(folder.resolve("header.wav"), Arrays.copyOf(whole, 20));
        Files.writeString(folder.resolve("text.wav"), "no sound");
        Files.createFile(folder.resolve("empty.wav"));
        var run = evaluate("""
                file\tcorpus\tspeaker\temotion
                whole.wav\tc\ta\tneutral
                cut.wav\tc\ta\tneutral
                header.wav\tc\tb\tneutral
                text.wav\tc\tb\tneutral
                empty.wav\tc\tb\tneutral
                missing.wav\tc\tb\tanger
                """, "clean");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        var json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("n").asInt()).isEqualTo(6);
        assertThat(json.get("unreadable").asInt()).isEqualTo(4);
        assertThat(json.get("unreadableFiles")
                        .valueStream()
                        .map(file -> file.get("file").asString()))
                .containsExactly("header.wav", "text.wav", "empty.wav", "missing.wav");
        assertThat(json.get("angerVsNeutral").get("recall").get("anger").asDouble())
                .isZero();
        assertThat(run.err()).contains("4 of 6 clips could not be read").doesNotContain("\tat ");
    }

    @Test
    void whenNoClipCanBeReadTheExitCodeSaysSo() throws Exception {
        var run = evaluate("file\tcorpus\tspeaker\temotion\nmissing.wav\tc\ts\tanger\n", "clean");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(JsonMapper.shared()
                        .readTree(run.out())
                        .get("unreadableFiles")
                        .get(0)
                        .get("reason")
                        .asString())
                .contains("missing.wav", "does not exist");
    }

    @Test
    void aWrongListIsAnErrorWithoutAFault() throws Exception {
        var run = evaluate("file\tcorpus\tspeaker\temotion\na.wav\tc\ts\tlove\n", "clean");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("line 2", "love", "boredom").doesNotContain("\tat ");
    }

    private static boolean isRate(JsonNode of, String question, String figure) {
        var value = of.get(question).get(figure);
        return value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1;
    }

    private Run evaluate(String index, String condition) throws IOException {
        var file = Files.write(folder.resolve("the index.tsv"), index.getBytes(StandardCharsets.UTF_8));
        return Run.attune("evaluate", "voice", "--data", file.toString(), "--condition", condition, "--draws", "100");
    }

    /// One second of a hum at 150 Hz: whatever it is taken for, it is a sound.
    private void hum(String name, double loudness) throws IOException {
        var samples = new byte[2 * RATE_HZ];
        for (int i = 0; i < RATE_HZ; i++) {
            int value = (int) (loudness * 8_000 * Math.sin(2 * Math.PI * 150 * i / RATE_HZ));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        var format = new AudioFormat(RATE_HZ, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, RATE_HZ),
                AudioFileFormat.Type.WAVE,
                folder.resolve(name).toFile());
    }
}
