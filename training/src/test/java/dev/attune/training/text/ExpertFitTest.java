package dev.attune.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.text.linear.NgramFeatures;
import dev.attune.training.text.ExpertFit.Weighing;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpertFitTest {
    private static final int FOLDS = 2;
    private static final List<String> THINGS = List.of("чайник", "стол", "фонарь", "диван", "ковер");

    /// So that two experts cost a reader no more than one.
    @Test
    void anExpertOfBothWeighingsAnswersTheMeanOfTheTwo() {
        var rarity = margins(Weighing.RARITY);
        var evidence = margins(Weighing.EVIDENCE);
        var both = margins(Weighing.BOTH);
        for (int i = 0; i < both.length; i++)
            assertThat(both[i][0]).isCloseTo((rarity[i][0] + evidence[i][0]) / 2, within(1e-4f));
        assertThat(rarity[0][0]).isNotCloseTo(evidence[0][0], within(1e-2f));
    }

    private static float[][] margins(Weighing weighing) {
        var sentences = IntStream.range(0, 60)
                .mapToObj(i -> new Sentence(
                        Corpus.CEDR,
                        Set.of(i % 2 == 0 ? "joy" : "anger"),
                        "%s %s номер %d".formatted(i % 2 == 0 ? "радует" : "бесит", THINGS.get(i % THINGS.size()), i)))
                .toList();
        var texts = sentences.stream().map(Sentence::text).toList();
        var features = texts.stream().map(NgramFeatures::of).toList();
        var question = new Question(
                "cedr", "joy", sentence -> true, sentence -> sentence.labels().contains("joy"));
        return new ExpertFit(new Sentences(sentences, texts, features, List.of()), List.of(question), weighing)
                .outOfFold(FOLDS, () -> {});
    }
}
