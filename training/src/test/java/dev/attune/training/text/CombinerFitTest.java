package dev.attune.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.text.linear.Combiner;
import dev.attune.text.linear.LanguageModel;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sentences whose labels the margins do not tell; one number of the vector does.
class CombinerFitTest {
    private static final int COUNT = 400;
    private static final int FOLDS = 5;
    private static final float[][] MARGINS = noise(1);
    private static final float[][] NONE = new float[COUNT][0];
    private static final Sentences SENTENCES = sentences();

    @Test
    void aJointHeadLearnsFromTheVectorWhatTheMarginsDoNotTell() {
        var joint = fit(vectors(), joy());
        assertThat(joint.weights()).hasSize(3);
        assertThat(joint.probability(new float[] {0}, new float[] {1, 0})).isGreaterThan(0.9);
        assertThat(joint.probability(new float[] {0}, new float[] {-1, 0})).isLessThan(0.1);
        var plain = fit(NONE, joy());
        assertThat(plain.weights()).hasSize(1);
        assertThat(plain.probability(new float[] {0}, new float[0])).isBetween(0.4, 0.6);
    }

    /// A tenth of the sentences are of the smaller corpus, and nothing tells which: the odds are 1 : 9 to the power
    /// left.
    @Test
    void theSmallerCorpusGainsMoreWhereAVectorIsRead() {
        assertThat(odds(fit(NONE, small()))).isBetween(0.15, 0.25); // (1/9)^.75 = .19
        assertThat(odds(fit(new float[COUNT][2], small()))).isBetween(0.28, 0.4); // (1/9)^.5 = .33
    }

    /// The only margin says everything, but it is that of an expert on customers.
    @Test
    void whatTheExpertsOfCustomersSayTeachesNobodyElse() {
        var told = IntStream.range(0, COUNT)
                .mapToObj(i -> new float[] {joyful(i) ? 1 : -1})
                .toArray(float[][]::new);
        assertThat(joy(told, Corpus.CUSTOMERS_EN).weights()[0]).isGreaterThan(1);
        assertThat(joy(told, Corpus.GOEMOTIONS).weights()[0]).isZero();
    }

    @Test
    void aCorpusThatSpeaksFirstNeedsEvenOddsWhereAVectorIsRead() {
        var first = new Question(LanguageModel.FIRST, Corpus.CUSTOMERS, sentence -> true, joy().yes());
        assertThat(fit(NONE, first).threshold()).isEqualTo(0.05f);
        assertThat(fit(vectors(), first).threshold()).isEqualTo(0.5f);
    }

    private static Combiner joy(float[][] margins, Corpus taughtBy) {
        var sentences = IntStream.range(0, COUNT)
                .mapToObj(i -> new Sentence(taughtBy, Set.of(joyful(i) ? "joy" : "anger"), "sentence " + i))
                .toList();
        return new CombinerFit(
                        new Sentences(sentences, List.of(), List.of(), List.of()), margins, NONE, FOLDS, Set.of(0))
                .fit(List.of(joy()))
                .getFirst();
    }

    /// One in ten is joyful and nothing tells which: the best F1 is that of saying yes to all.
    @Test
    void anEmotionOfCustomersNeedsMoreThanTheirFewSentencesMakeOfItsThreshold() {
        var rare = new Question(
                Corpus.CUSTOMERS,
                "joy",
                sentence -> true,
                sentence -> sentence.corpus().equals(Corpus.BRIGHTER_EN));
        var same = new Question("goemotions", "joy", rare.teaches(), rare.yes());
        assertThat(fit(NONE, same).threshold()).isLessThan(0.3f);
        assertThat(fit(NONE, rare).threshold()).isEqualTo(0.3f);
    }

    private static double odds(Combiner head) {
        double probability = head.probability(new float[] {0}, new float[head.weights().length - 1]);
        return probability / (1 - probability);
    }

    private static Combiner fit(float[][] vectors, Question question) {
        return new CombinerFit(SENTENCES, MARGINS, vectors, FOLDS)
                .fit(List.of(question))
                .getFirst();
    }

    private static Question joy() {
        return new Question(
                "goemotions",
                "joy",
                sentence -> true,
                sentence -> sentence.labels().contains("joy"));
    }

    private static Question small() {
        return new Question(
                LanguageModel.CORPUS,
                "brighter",
                sentence -> true,
                sentence -> sentence.corpus().group().equals("brighter"));
    }

    private static Sentences sentences() {
        var sentences = IntStream.range(0, COUNT)
                .mapToObj(i -> new Sentence(
                        i % 10 == 0 ? Corpus.BRIGHTER_EN : Corpus.GOEMOTIONS,
                        Set.of(joyful(i) ? "joy" : "anger"),
                        "sentence " + i))
                .toList();
        return new Sentences(sentences, List.of(), List.of(), List.of());
    }

    private static float[][] vectors() {
        var vectors = noise(2);
        for (int i = 0; i < COUNT; i++) vectors[i][0] = joyful(i) ? 1 : -1;
        return vectors;
    }

    private static boolean joyful(int i) {
        return i / 10 % 2 == 0;
    }

    private static float[][] noise(int width) {
        var random = new Random(1);
        var noise = new float[COUNT][width];
        for (var row : noise) for (int i = 0; i < width; i++) row[i] = (float) random.nextGaussian();
        return noise;
    }
}
