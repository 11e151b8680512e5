package dev.attune.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.models.ModelStore;
import dev.attune.text.Language;
import dev.attune.text.TextReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What a labelled file may look like, and what its labels mean for each task.
@TestInstance(Lifecycle.PER_CLASS)
class LabelledTextsTest {
    private static final int TEN_MEGABYTES = 10 << 20;

    @TempDir
    Path folder;

    private final ModelStore store = ModelStore.bundled();
    private final TextReader reader = TextReader.open(store);

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void aMarkAtTheStartEitherLineEndAndEmptyLinesAreNoPartOfTheTexts() throws Exception {
        var texts =
                LabelledTexts.read(file("\uFEFFjoy\tgreat\r\n\r\n Anger , JOY\tbad \"quoted\" one\tand more\n\tfine"));

        assertThat(texts.rows())
                .extracting(LabelledTexts.Row::labels)
                .containsExactly(Set.of("joy"), Set.of("anger", "joy"), Set.of());
        assertThat(texts.rows())
                .extracting(LabelledTexts.Row::text)
                .containsExactly("great", "bad \"quoted\" one\tand more", "fine");
        assertThat(texts.rows()).extracting(LabelledTexts.Row::line).containsExactly(1, 3, 4);
    }

    @Test
    void aLineWithoutATabIsNamed() throws Exception {
        var file = file("joy\tgreat\njust words\n");

        assertThatThrownBy(() -> LabelledTexts.read(file))
                .isInstanceOf(UnusableTextsException.class)
                .hasMessageContaining("line 2 has no tab");
    }

    @Test
    void bytesThatAreNoUtf8AndAFileWithoutTextsAreRefusedInWords() throws Exception {
        var bytes = folder.resolve("bytes.tsv");
        Files.write(bytes, new byte[] {'j', 'o', 'y', '\t', (byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> LabelledTexts.read(bytes)).hasMessageContaining("no UTF-8");
        assertThatThrownBy(() -> LabelledTexts.read(file("\n\n"))).hasMessageContaining("holds no texts");
        assertThatThrownBy(() -> LabelledTexts.read(folder.resolve("absent.tsv")))
                .hasMessageContaining("does not exist");
    }

    @Test
    void aLabelNobodyKnowsIsCountedAndItsTextSkipped() throws Exception {
        var json = evaluate("joy\tgreat, I love it\nbliss\twhat a day\n\tthe box is brown\n", TextTask.EMOTION);

        assertThat(json.get("n").asInt()).isEqualTo(2);
        assertThat(json.get("skipped").asInt()).isEqualTo(1);
        assertThat(json.get("labelsNotOfThisTask").get("bliss").asInt()).isEqualTo(1);
    }

    @Test
    void labelsThatAreAllUnknownAreAnErrorThatNamesThem() {
        assertThatThrownBy(() -> evaluate("bliss\twhat a day\n", TextTask.EMOTION))
                .isInstanceOf(UnusableTextsException.class)
                .hasMessageContaining("bliss")
                .hasMessageContaining("anger");
    }

    @Test
    void noLabelIsNeutralForThreeClassesAndHasNoAnswerForTwo() throws Exception {
        var lines =
                "positive\tgreat, I love it\nnegative\tterrible, I hate it\n\tthe box is brown\nneutral\tit has two doors\n";

        var three = evaluate(lines, TextTask.SENTIMENT);
        var two = evaluate(lines, TextTask.SENTIMENT2);

        assertThat(three.get("n").asInt()).isEqualTo(4);
        assertThat(three.get("perClass").get(1).get("label").asString()).isEqualTo("neutral");
        assertThat(three.get("perClass").get(1).get("support").asInt()).isEqualTo(2);
        assertThat(two.get("n").asInt()).isEqualTo(2);
        assertThat(two.get("skipped").asInt()).isEqualTo(2);
        assertThat(two.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(two.get("severalLabels").asBoolean()).isFalse();
    }

    @Test
    void everyFigureStandsInTheJson() throws Exception {
        var json = evaluate("joy\tgreat, I love it\nanger\tI am furious about this\n".repeat(20), TextTask.EMOTION);

        for (var figure : new String[] {"n", "accuracy", "macroF1", "microF1", "ece", "perClass", "intervals"})
            assertThat(json.has(figure)).as(figure).isTrue();
        assertThat(json.get("intervals").get("accuracy").size()).isEqualTo(2);
    }

    @Test
    void anEmptyTextControlCharactersAndTenMegabytesInALineAreAnswered() throws Exception {
        var line = "anger\t" + "so bad ".repeat(TEN_MEGABYTES / 7);

        var json = evaluate("joy\t\nfear\t\u0000\u0007\u202E\n" + line + "\n", TextTask.EMOTION);

        assertThat(json.get("n").asInt()).isEqualTo(3);
    }

    private ObjectNode evaluate(String content, TextTask task) throws Exception {
        return TextResult.of(
                        reader,
                        TextReader.Heads.NGRAM,
                        LabelledTexts.read(file(content)),
                        Language.ENGLISH,
                        task,
                        new Bootstrap(1, 100),
                        done -> {})
                .json();
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("texts.tsv"), content, StandardCharsets.UTF_8);
    }
}
