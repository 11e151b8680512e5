package dev.attune.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Emotion;
import dev.attune.text.linear.TextNormalizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private final Phrases russian = Phrases.load().of(Language.RUSSIAN);

    @Test
    void aWordIsNotFoundInsideAnotherThatDeniesIt() {
        assertThat(russian.find("я доволен").lean()).isPositive();
        assertThat(russian.find("я недоволен").lean()).isNegative();
        assertThat(russian.find("вкусно").lean()).isPositive();
        assertThat(russian.find("невкусно").lean()).isNegative();
    }

    @Test
    void praiseSpeaksAgainstWhatHurtsAndBlameAgainstJoy() {
        var praise = russian.find("я доволен");
        assertThat(praise.against(Emotion.SADNESS)).isEqualTo(praise.lean());
        assertThat(praise.against(Emotion.JOY)).isZero();
        var blame = russian.find("я недоволен");
        assertThat(blame.against(Emotion.JOY)).isEqualTo(-blame.lean());
        assertThat(blame.against(Emotion.SADNESS)).isZero();
        assertThat(blame.against(Emotion.SURPRISE)).isZero();
    }

    @Test
    void aLongerPhraseKeepsTheShorterOnesInItFromCounting() {
        assertThat(russian.find("не доволен").lean())
                .isEqualTo(-4)
                .isNotEqualTo(russian.find("доволен").lean());
        assertThat(russian.find("за год не сломался").lean()).isZero();
        assertThat(russian.find("сломался").lean()).isNegative();
    }

    /// Phrases are looked for in normalised text: one that normalisation changes would never be found.
    @Test
    void everyPhraseIsWrittenAsNormalisedAndOnce() throws IOException {
        var normalizer = new TextNormalizer();
        var seen = new HashSet<List<String>>();
        for (var line : lines()) {
            var cells = List.of(line.split("\t", -1));
            assertThat(cells).as(line).hasSize(4);
            assertThat(normalizer.normalize(cells.get(2))).as(line).isEqualTo(cells.get(2));
            assertThat(seen.add(cells.subList(0, 3))).as("once: " + line).isTrue();
        }
        assertThat(seen).hasSizeGreaterThan(1000);
    }

    private static List<String> lines() throws IOException {
        try (var stream = Objects.requireNonNull(Phrases.class.getResourceAsStream("phrases-4.tsv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
