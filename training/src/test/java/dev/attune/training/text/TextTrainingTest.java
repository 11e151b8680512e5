package dev.attune.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTrainingTest {
    private static final int SENTENCES = 60; // of each corpus
    private static final List<String> THINGS = List.of("чайник", "стол", "фонарь", "диван", "ковёр");

    @TempDir
    Path folder;

    @BeforeEach
    void sentences() throws IOException {
        for (var stem : List.of("ru-cedr", "rus-brighter", "ru-xed"))
            Files.write(
                    folder.resolve(stem + ".train.tsv"),
                    IntStream.range(0, SENTENCES)
                            .mapToObj(i -> "%s\t%s, %s %s номер %d"
                                    .formatted(
                                            i % 2 == 0 ? "joy" : "anger",
                                            stem.equals("ru-cedr") ? "пишу вам" : "ну вот",
                                            i % 2 == 0 ? "радует" : "бесит",
                                            THINGS.get(i % THINGS.size()),
                                            i))
                            .toList());
    }

    @Test
    void theSameSentencesGiveTheSameBytes() throws UnusableData, IOException {
        assertThat(train().toBytes()).isEqualTo(train().toBytes());
    }

    @Test
    void whatWasLearnedIsReadInSentencesThatWereNot() throws UnusableData, IOException {
        var model = train();
        for (var start : List.of("пишу вам", "ну вот")) {
            assertThat(yes(model, start + ", радует шкаф", "joy")).isTrue();
            assertThat(yes(model, start + ", радует шкаф", "anger")).isFalse();
            assertThat(yes(model, start + ", бесит шкаф", "anger")).isTrue();
            assertThat(yes(model, start + ", бесит шкаф", "joy")).isFalse();
        }
    }

    private LanguageModel train() throws UnusableData, IOException {
        return new TextTraining(
                        folder, "ru", Map.of(), new StoredVectors(folder), new PrintWriter(PrintWriter.nullWriter()))
                .run();
    }

    private static boolean yes(LanguageModel model, String text, String label) {
        var normalized = new TextNormalizer().normalize(text);
        var margins = model.margins(normalized, NgramFeatures.of(normalized));
        return Objects.requireNonNull(model.answers(margins, new float[0]).get(label))
                .yes();
    }
}
