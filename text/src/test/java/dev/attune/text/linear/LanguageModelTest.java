package dev.attune.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final NgramFeatures GOOD = NgramFeatures.of("good");
    private static final float[] NO_VECTOR = {};

    @Test
    void aModelReadsTheSameAfterItWasStored() {
        var model = model();
        var stored = LanguageModel.parse(model.toBytes());
        assertThat(stored.trainingData()).isEqualTo(model.trainingData());
        assertThat(stored.ngrams().margins(GOOD)).isEqualTo(model.ngrams().margins(GOOD));
        assertThat(stored.toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void theBytesOfAnotherFormatAreRefusedByName() {
        byte[] bytes = model().toBytes();
        bytes[7]++;
        assertThatThrownBy(() -> LanguageModel.parse(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("attune train text");
        assertThatThrownBy(() -> LanguageModel.parse(new byte[] {1, 2, 3}))
                .hasMessage("these 3 bytes are no text model");
    }

    @Test
    void theTextThatIsLikeACorpusIsReadInItsWay() {
        var model = model();
        assertThat(joy(model, 9)).isGreaterThan(0.85);
        assertThat(joy(model, -9)).isLessThan(0.15);
    }

    @Test
    void aLabelIsThereWhenTheWaysOfLabellingReachTheirThresholdsOnAverage() {
        // .3 is one and a half times the first threshold; of a text like either corpus, half of the second is even
        assertThat(rareAndCommon(0.3, 0.32).yes()).isTrue();
        assertThat(rareAndCommon(0.3, 0.28).yes()).isFalse();
        var verdict = rareAndCommon(0.3, 0.32);
        assertThat(verdict.probability()).isCloseTo(0.31, within(1e-6));
        assertThat(verdict.threshold()).isBetween(0.2, 0.6);
    }

    /// The first margin says how much a text is like customers, who lean down; all others lean up.
    @Test
    void aTextLikeACorpusThatSaysHowItLeansLeansAsThatCorpusDoes() {
        var heads = List.of(
                new Combiner(LanguageModel.SENTIMENT, "negative", logOdds(0.1), 0.5f, new float[] {0, 0}),
                new Combiner(
                        LanguageModel.sentimentOf("customers"), "negative", logOdds(0.8), 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "customers", 0, 0.5f, new float[] {1, 0}));
        assertThat(negative(heads, 20)).isCloseTo(0.8, within(1e-6));
        assertThat(negative(heads, -20)).isCloseTo(0.1, within(1e-6));
        assertThat(negative(heads, 0)).isCloseTo(0.45, within(1e-6)); // half like them
        assertThat(model(heads).answers(new float[2], NO_VECTOR)).isEmpty();
    }

    /// The margin says how much a text is like customers, who are never glad; the others always are, and it is as like
    /// them as can be.
    @Test
    void aCorpusThatSpeaksFirstLeavesTheOthersTheRest() {
        var model = model(List.of(
                new Combiner("a", "joy", 20, 0.5f, new float[] {0, 0}),
                new Combiner("customers", "joy", -20, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "a", 20, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.FIRST, "customers", 0, 0.5f, new float[] {1, 0})));
        assertThat(joy(model, 20)).isCloseTo(0, within(1e-6));
        assertThat(joy(model, -20)).isCloseTo(1, within(1e-6));
        assertThat(joy(model, logOdds(0.7))).isCloseTo(0.3, within(1e-6));
        assertThat(joy(model, logOdds(0.4))).isCloseTo(1, within(1e-6)); // below its threshold it does not speak
    }

    @Test
    void whereMostTextsAreLikeOneCorpusATextThatIsLikeBothIsReadInItsWay() {
        var model = model();
        assertThat(joy(model, 0)).isCloseTo(0.5, within(0.01));
        assertThat(joy(model, 0, new CorpusShares(Map.of("a", 0.95, "b", 0.05))))
                .isGreaterThan(0.8);
        assertThat(joy(model, 0, new CorpusShares(Map.of("a", 0.05, "b", 0.95))))
                .isLessThan(0.2);
        assertThat(joy(model, 0, new CorpusShares(Map.of("a", 0.5, "b", 0.5)))).isEqualTo(joy(model, 0));
    }

    /// Alone the text is too little like customers for them to speak.
    @Test
    void amongTextsOfCustomersTheySpeakFirstSooner() {
        var model = model(List.of(
                new Combiner("a", "joy", 20, 0.5f, new float[] {0, 0}),
                new Combiner("customers", "joy", -20, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "a", 20, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.FIRST, "customers", 0, 0.5f, new float[] {1, 0})));
        float margin = logOdds(0.4);
        assertThat(joy(model, margin)).isCloseTo(1, within(1e-6));
        // odds of 2 to 3 alone, of 6 to 1 where nine in ten are customers
        assertThat(joy(model, margin, new CorpusShares(Map.of("a", 0.1, "customers", 0.9))))
                .isCloseTo(1.0 / 7, within(1e-6));
    }

    private static double negative(List<Combiner> heads, float likeCustomers) {
        return Objects.requireNonNull(model(heads)
                        .sentiment(new float[] {likeCustomers, 0}, NO_VECTOR)
                        .get("negative"))
                .probability();
    }

    @Test
    void aLabelThatOnlyOneWayOfLabellingKnowsKeepsItsThreshold() {
        var head = new Combiner("a", "fear", logOdds(0.3), 0.2f, new float[] {0, 0});
        var like = new Combiner(LanguageModel.CORPUS, "a", -20, 0.5f, new float[] {0, 0}); // like no corpus at all
        var verdict = Objects.requireNonNull(
                model(List.of(head, like)).answers(new float[2], NO_VECTOR).get("fear"));
        assertThat(verdict.probability()).isCloseTo(0.3, within(1e-6));
        assertThat(verdict.threshold()).isCloseTo(0.2, within(1e-6));
    }

    /// Of a text that is as like the one corpus as the other: fear is rare in the first, common in the second.
    private static Verdict rareAndCommon(double rare, double common) {
        var heads = List.of(
                new Combiner("a", "fear", logOdds(rare), 0.2f, new float[] {0, 0}),
                new Combiner("b", "fear", logOdds(common), 0.6f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "a", 0, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "b", 0, 0.5f, new float[] {0, 0}));
        return Objects.requireNonNull(
                model(heads).answers(new float[2], NO_VECTOR).get("fear"));
    }

    private static float logOdds(double probability) {
        return (float) Math.log(probability / (1 - probability));
    }

    private static double joy(LanguageModel model, float margin) {
        return joy(model, margin, CorpusShares.UNKNOWN);
    }

    private static double joy(LanguageModel model, float margin, CorpusShares together) {
        var emotions = model.answers(new float[] {margin, 0}, NO_VECTOR, together);
        assertThat(emotions).containsOnlyKeys("joy");
        return Objects.requireNonNull(emotions.get("joy")).probability();
    }

    /// One expert; its margin tells the corpora apart, and they disagree about joy.
    private static LanguageModel model() {
        return model(List.of(
                new Combiner("a", "joy", 2, 0.5f, new float[] {0, 0}),
                new Combiner("b", "joy", -2, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "a", 0, 0.5f, new float[] {1, 0}),
                new Combiner(LanguageModel.CORPUS, "b", 0, 0.5f, new float[] {-1, 0})));
    }

    private static LanguageModel model(List<Combiner> plain) {
        int[] buckets = {GOOD.bucket(0), GOOD.bucket(1)};
        var expert = new NgramModel.Expert("a", "joy", 0.5f, 0.01f);
        var ngrams = new NgramModel(List.of(expert), 10, buckets, new int[] {2, 3}, new byte[] {100, -50});
        return new LanguageModel("en", List.of("made for this test"), ngrams, plain, "", List.of());
    }
}
