package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    @Test
    void noTopicAsksForOneAndNamesThem() {
        var run = Run.attune("evaluate");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Evaluate what?", "expressions");
    }

    @Test
    void theResultIsOneJsonObjectOnStandardOutputAndAllElseIsOnStandardError() throws Exception {
        var run = evaluate("file,label\ngrey.png,neutral\nmissing.png,joy\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        var json = JsonMapper.shared().readTree(run.out());
        assertThat(json.isObject()).isTrue();
        assertThat(json.get("n").asInt()).isEqualTo(2);
        assertThat(json.get("noFace").asInt()).isEqualTo(1);
        assertThat(json.get("unreadableFiles").get(0).get("file").asString()).isEqualTo("missing.png");
        assertThat(run.err()).contains("1 of 2 files could not be read");
    }

    @Test
    void whenNothingCanBeReadTheExitCodeSaysSo() throws Exception {
        var run = evaluate("file,label\nmissing.png,joy\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(JsonMapper.shared().readTree(run.out()).get("unreadable").asInt())
                .isEqualTo(1);
    }

    @Test
    void aWrongListIsAnErrorWithoutAFault() throws Exception {
        var run = evaluate("file,label\ngrey.png,bliss\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("line 2", "bliss", "happiness").doesNotContain("\tat ");
    }

    @Test
    void wrongOptionsAreToldWithWhatIsPossible() throws Exception {
        assertThat(evaluate("file,label\n", "--baseline", "best").err()).contains("best", "expression-faceapi");
        assertThat(evaluate("file,label\n", "--threads", "0").err()).contains("--threads must be at least 1, got 0");
        assertThat(Run.attune("evaluate", "expressions", "--data", "index.csv", "--draws", "3")
                        .err())
                .contains("--draws", "got 3");
        assertThat(Run.attune("evaluate", "expressions").err()).contains("--data");
    }

    @Test
    void aProhibitedUseIsRefusedBeforeAnyonesDataIsOpened() {
        for (var command : List.of(
                List.of("evaluate", "decisions", "--log", "absent.jsonl"),
                List.of("evaluate", "experiment", "--data", "absent.csv"),
                List.of("evaluate", "gaze", "--data", "absent.csv"),
                List.of("bench", "--clip", "absent.mp4"))) {
            var atWork = new ArrayList<>(command);
            atWork.addAll(List.of("--purpose", "analytics", "--place", "workplace", "--role", "employee"));

            var run = Run.attune(atWork.toArray(String[]::new));

            assertThat(run.exitCode()).as(String.join(" ", command)).isEqualTo(ExitCode.PROHIBITED);
            assertThat(run.err()).contains("workplace/employee/eu/adult").doesNotContain("absent");
        }
    }

    @Test
    void everySyntheticTopicNamesAFolderWithoutARig() {
        for (var topic : List.of("action-units", "gaze", "micro-expressions", "pulse", "robustness")) {
            var run = Run.attune("evaluate", topic, "--rig", folder.toString());

            assertThat(run.exitCode()).as(topic).isEqualTo(ExitCode.CANNOT_READ);
            assertThat(run.err()).as(topic).contains(folder.toString(), "base.obj is missing");
        }
        assertThat(Run.attune("evaluate", "gaze", "--rig", "rig", "--seed", "0").err())
                .contains("--seed must be at least 1, got 0");
    }

    @Test
    void whatIsReadOfRealEyesIsCountedByPictureAndByReason() throws Exception {
        var shared = SharedData.folder();
        assumeTrue(shared.isPresent(), "skipped: the development pictures are not here");
        var picture = shared.get().resolve("video/image01.jpg").toAbsolutePath();
        var list = Files.writeString(folder.resolve("people.csv"), "file\n%s\n".formatted(picture));

        var run = Run.attune("evaluate", "gaze", "--data", list.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        var result = JsonMapper.shared().readTree(run.out());
        assertThat(result.get("pictures").asInt()).isOne();
        assertThat(result.get("faces").asInt()).isOne();
        assertThat(result.get("spreads").get(0).get("median").asDouble()).isGreaterThan(5);
        assertThat(result.get("pupils").valueStream().mapToInt(n -> n.asInt()).sum())
                .isOne();
    }

    @Test
    void aConditionThatIsNoneIsToldWithThoseThereAre() {
        var run = Run.attune("evaluate", "robustness", "--rig", folder.toString(), "--only", "sunglasses,fog");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'fog' is no condition", "cloth mask", "covers");
    }

    @Test
    void fusionIsEvaluatedWithoutAnyRecording() {
        var run = Run.attune("evaluate", "fusion", "--scenario", "masked", "--sessions", "1", "--seconds", "30");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        var scenario = JsonMapper.shared().readTree(run.out()).get("scenarios").get(0);
        assertThat(scenario.get("name").asString()).isEqualTo("masked");
        assertThat(scenario.get("single").has("voice")).isTrue();
        assertThat(run.err()).contains("scenario masked");
    }

    @Test
    void aScenarioThatIsNoneIsToldWithThoseThereAre() {
        var run = Run.attune("evaluate", "fusion", "--scenario", "sunny");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("sunny", "out-of-order", "returning");
    }

    @Test
    void aPurposeThatIsNoneIsToldBeforeAnyPictureIsOpened() throws Exception {
        var run = evaluate("file,label\ngrey.png,neutral\n", "--purpose", "surveillance");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("surveillance", "research");
    }

    @Test
    void markdownIsATable() throws Exception {
        var run = evaluate("file,label\ngrey.png,neutral\n", "--markdown");
        assertThat(run.out()).startsWith("Nets `current`").contains("| accuracy | .000");
    }

    private Run evaluate(String index, String... options) throws Exception {
        ImageIO.write(
                new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve("grey.png").toFile());
        var list = Files.writeString(folder.resolve("index.csv"), index);
        var arguments =
                new ArrayList<String>(List.of("evaluate", "expressions", "--data", list.toString(), "--draws", "100"));
        arguments.addAll(List.of(options));
        return Run.attune(arguments.toArray(String[]::new));
    }
}
