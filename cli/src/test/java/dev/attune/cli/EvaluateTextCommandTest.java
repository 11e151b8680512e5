package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateTextCommandTest {
    private static final int QUESTIONS = 300;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFileIsReadAsATableIsAndTellsWhatItsTextsAreLike() throws Exception {
        var json = JsonMapper.shared().readTree(evaluate().out());
        var shares = json.get("textsLikeCorpus");
        assertThat(shares.propertyNames()).containsExactly("brighter", "customers", "goemotions");
        assertThat(shares.get("customers").asDouble()).isGreaterThan(0.7);
        assertThat(json.get("n").asInt()).isEqualTo(QUESTIONS + 1);
        assertThat(precisionOfSurprise(json)).isEqualTo(1);
    }

    @Test
    void eachTextAloneIsReadAsAChatIs() throws Exception {
        var json = JsonMapper.shared().readTree(evaluate("--each-alone").out());
        assertThat(json.get("textsLikeCorpus").isEmpty()).isTrue();
        assertThat(precisionOfSurprise(json))
                .as("alone the last question displays surprise")
                .isEqualTo(0.5);
    }

    @Test
    void theTableSaysHowItWasRead() throws Exception {
        assertThat(evaluate("--markdown").out()).contains("| together |");
        assertThat(evaluate("--markdown", "--each-alone").out()).contains("| each alone |");
    }

    @Test
    void aFileWithoutATextSaysSo() throws Exception {
        var file = Files.write(folder.resolve("empty.tsv"), new byte[0]);
        var run = Run.attune("evaluate", "text", "--data", file.toString(), "--lang", "en", "--task", "emotion");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(run.err()).contains("empty.tsv");
    }

    private static double precisionOfSurprise(JsonNode result) {
        return result.get("perClass")
                .valueStream()
                .filter(of -> of.get("label").asString().equals("surprise"))
                .findFirst()
                .orElseThrow()
                .get("precision")
                .asDouble();
    }

    /// Plain questions and one surprise. One line has two labels, so that each label answers for itself.
    private Run evaluate(String... options) throws IOException {
        var lines = new StringBuilder();
        for (int i = 1; i < QUESTIONS; i++)
            lines.append("neutral\tWhere can I see the invoice of order %d?%n".formatted(i));
        lines.append(
                "joy,surprise\tWow, I am so surprised, I did not expect that!\nneutral\tIs the blue one still in stock?\n");
        var file = Files.write(folder.resolve("questions.tsv"), lines.toString().getBytes(StandardCharsets.UTF_8));
        var asked = Stream.of("evaluate", "text", "--data", file.toString(), "--lang", "en", "--task", "emotion");
        var how = Stream.concat(Stream.of("--head", "ngram", "--draws", "100"), Stream.of(options));
        return Run.attune(Stream.concat(asked, how).toArray(String[]::new));
    }
}
