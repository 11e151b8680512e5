package dev.attune.text.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much of our own labelled sentences the dictionary alone finds. Its figures stand in docs/benchmarks/words.md;
/// they
/// are printed by this test. Who wrote the dictionary also wrote the sentences, so expect less on yours.
class OwnSentencesTest {
    private static final double FLOOR = 0.6; // well below what is reported: a broken rule falls through it

    private final TopicReader reader = new TopicReader(TopicDictionary.bundled());

    private record Sentence(String language, Set<String> aspects, Set<String> intents, String text) {}

    private static final class Score {
        private int right;
        private int told;
        private int expected;

        void add(Set<String> found, Set<String> truth) {
            right += (int) found.stream().filter(truth::contains).count();
            told += found.size();
            expected += truth.size();
        }

        double precision() {
            return (double) right / told;
        }

        double recall() {
            return (double) right / expected;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "precision %.2f, recall %.2f (%d expected)", precision(), recall(), expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void mostAspectsOpinionsAndIntentsOfOurSentencesAreFound(String language) throws IOException {
        var aspects = new Score();
        var opinions = new Score();
        var intents = new Score();
        var sentences = sentences(language);
        for (var sentence : sentences) {
            var reading = reader.read(sentence.text, PolarityHead.SILENT);
            aspects.add(names(opinions(reading)), names(sentence.aspects));
            opinions.add(opinions(reading), sentence.aspects);
            intents.add(intents(reading), sentence.intents);
        }

        System.out.printf(
                "own sentences %s, n = %d: aspects %s; aspects with polarity %s; intents %s%n",
                language, sentences.size(), aspects, opinions, intents);
        for (var score : List.of(aspects, intents)) {
            assertThat(score.precision()).isGreaterThan(FLOOR);
            assertThat(score.recall()).isGreaterThan(FLOOR);
        }
    }

    private static Set<String> opinions(TopicReading reading) {
        var opinions = new TreeSet<String>();
        for (var aspect : reading.aspects()) {
            var sign = aspect.polarity() >= 0.15 ? "+" : aspect.polarity() <= -0.15 ? "-" : "0";
            opinions.add(aspect.aspect() + sign);
        }
        return opinions;
    }

    private static Set<String> names(Set<String> opinions) {
        var names = new TreeSet<String>();
        for (var opinion : opinions) names.add(opinion.substring(0, opinion.length() - 1));
        return names;
    }

    private static Set<String> intents(TopicReading reading) {
        var intents = new TreeSet<String>();
        for (var mention : reading.intents()) intents.add(mention.intent().id());
        return intents;
    }

    private static List<Sentence> sentences(String language) throws IOException {
        var stream = Objects.requireNonNull(OwnSentencesTest.class.getResourceAsStream("own-sentences.tsv"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> line.startsWith(language + "\t"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Sentence(cells[0], set(cells[1]), set(cells[2]), cells[3]))
                    .toList();
        }
    }

    private static Set<String> set(String cell) {
        return cell.isEmpty() ? Set.of() : new TreeSet<>(List.of(cell.split(",")));
    }
}
