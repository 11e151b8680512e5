package dev.attune.text.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmotionWordsTest {
    private static final float ONE = (float) Math.log1p(1);
    private static final float TWO = (float) Math.log1p(2);

    @Test
    void wordsAreCountedByEmotion() throws IOException {
        assertThat(counts("今天好开心")).containsExactlyInAnyOrderEntriesOf(Map.of("joy", ONE));
        assertThat(counts("我害怕，我很难过，眼泪都出来了")).containsExactlyInAnyOrderEntriesOf(Map.of("fear", ONE, "sadness", TWO));
        assertThat(counts("我的订单号是4512")).isEmpty();
    }

    @Test
    void theLongestWordCountsAndNotThoseInsideIt() throws IOException {
        // 惊喜 is a surprise, 喜 alone a joy
        assertThat(counts("惊喜")).containsOnlyKeys("surprise");
        assertThat(counts("喜")).containsOnlyKeys("joy");
    }

    @Test
    void aWordOfTwoEmotionsCountsForBoth() throws IOException {
        assertThat(counts("讨厌")).containsExactlyInAnyOrderEntriesOf(Map.of("anger", ONE, "disgust", ONE));
    }

    @Test
    void languagesWithoutAListCountNothing() {
        assertThat(EmotionWords.of("en").counts("I am happy 开心")).isEmpty();
        assertThat(LanguageModel.withWords("ru", "开心", new float[] {1, 2})).containsExactly(1, 2);
        assertThat(LanguageModel.withWords("zh", "开心", new float[] {1, 2}))
                .hasSize(8)
                .startsWith(1, 2);
    }

    /// Words are looked for in normalised text: one that normalisation changes would never be found.
    @Test
    void everyWordIsWrittenAsNormalisedAndOnce() throws IOException {
        var normalizer = new TextNormalizer();
        for (var line : lines()) {
            var seen = new HashSet<String>();
            for (var word : line.get(2).split(" ")) {
                assertThat(normalizer.normalize(word)).isEqualTo(word);
                assertThat(seen.add(word)).as("once: " + word).isTrue();
            }
            assertThat(seen).hasSizeGreaterThan(40);
        }
    }

    private static Map<String, Float> counts(String text) throws IOException {
        var counts = EmotionWords.of("zh").counts(text);
        var lines = lines();
        var found = new HashMap<String, Float>();
        for (int i = 0; i < counts.length; i++)
            if (counts[i] > 0) found.put(lines.get(i).get(1), counts[i]);
        return found;
    }

    private static List<List<String>> lines() throws IOException {
        try (var stream = Objects.requireNonNull(EmotionWords.class.getResourceAsStream("emotion-words-1.tsv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        }
    }
}
