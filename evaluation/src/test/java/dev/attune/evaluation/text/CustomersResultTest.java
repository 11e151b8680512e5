package dev.attune.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.ModelStore;
import dev.attune.signals.Emotion;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.Segment;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.TopicDictionary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersResultTest {
    private static final TopicDictionary DICTIONARY = TopicDictionary.bundled();
    private static ModelStore store;
    private static UtteranceReader reader;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        store = ModelStore.bundled();
        reader = new UtteranceReader(TextReader.open(store), DICTIONARY);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /// Sentences that taught and chose nothing: a minimum, some way below what was measured.
    @ParameterizedTest
    @CsvSource({"ru, 30, 12", "zh, 36, 14"})
    void mostSentencesThatNobodyLookedAtAreReadRight(String language, int right, int invented) throws Exception {
        var read = result(LabelledTexts.ofCustomers(language, LabelledTexts.Part.TEST));

        assertThat(read.segmentRight().of()).isEqualTo(56); // of 60; four are mixed
        assertThat(read.segmentRight().is()).isGreaterThanOrEqualTo(right);
        assertThat(read.emotionWhereNone().is()).isLessThanOrEqualTo(invented);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Подскажите, где мой заказ?",
                "Оплатила картой вчера вечером.",
                "请问我的订单到哪里了？",
                "请问几天能退到账上？",
                "这张卡在国外能取现吗？"
            })
    void aPlainQuestionOrFactShowsNoBlameAndNoEmotionButSurprise(String text) {
        var read = reader.read(text);

        assertThat(Segment.of(read.topics().polarity().orElseThrow(), DICTIONARY.polarFrom()))
                .isEqualTo(Segment.NEUTRAL);
        assertThat(read.reading().displayed()).allMatch(shown -> shown.emotion() == Emotion.SURPRISE);
        assertThat(read.topics().has(Intent.COMPLAINT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void noSentenceStandsInTwoParts(String language) throws Exception {
        var normalizer = new TextNormalizer();
        var seen = new HashSet<String>();
        for (var part : LabelledTexts.Part.values())
            for (var row : LabelledTexts.ofCustomers(language, part).rows())
                assertThat(seen.add(normalizer.normalize(row.text())))
                        .as(row.text())
                        .isTrue();
    }

    @Test
    void aShareIsCountedOnlyWhereItsLabelSpeaks() throws Exception {
        var file = Files.writeString(folder.resolve("own.tsv"), """
                positive,joy,thanks\tСпасибо огромное, я в восторге!
                negative\tМолния сломалась на второй день.
                positive,negative\tТкань отличная, а пошив ужасный.
                question\tПодскажите, где мой заказ?
                """);
        var read = result(LabelledTexts.read(file));

        assertThat(read.texts()).isEqualTo(4);
        assertThat(read.segmentRight().of()).isEqualTo(3); // mixed has no segment
        assertThat(read.emotionRight().of()).isEqualTo(1);
        assertThat(read.emotionWhereNone().of()).isEqualTo(3);
        assertThat(of(read, Intent.THANKS).found()).isEqualTo(new CustomersResult.Share(1, 1));
        assertThat(of(read, Intent.COMPLAINT).invented().of()).isEqualTo(2); // blame is left out
        assertThat(of(read, Intent.QUESTION).found()).isEqualTo(new CustomersResult.Share(1, 1));
    }

    private static CustomersResult.Detection of(CustomersResult.Of read, Intent intent) {
        return Objects.requireNonNull(read.intents().get(intent));
    }

    private static CustomersResult.Of result(LabelledTexts texts) {
        return CustomersResult.of(reader, DICTIONARY.polarFrom(), List.of(texts))
                .files()
                .getFirst();
    }
}
