package dev.attune.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final NgramFeatures GOOD = NgramFeatures.of("good");
    private static final float[] NO_VECTOR = {};

    @Test
    void aModelReadsTheSameAfterItWasStored() {
        var model = model("en");
        var stored = LanguageModel.parse(model.toBytes());
        assertThat(stored.trainingData()).isEqualTo(model.trainingData());
        assertThat(stored.ngrams().margins(GOOD)).isEqualTo(model.ngrams().margins(GOOD));
        assertThat(stored.toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void theBytesOfAnotherFormatAreRefusedByName() {
        byte[] bytes = model("en").toBytes();
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
        var model = model("en");
        assertThat(joy(model, 9)).isGreaterThan(0.85);
        assertThat(joy(model, -9)).isLessThan(0.15);
    }

    private static double joy(LanguageModel model, float margin) {
        var emotions = model.answers(new float[] {margin, 0}, NO_VECTOR);
        assertThat(emotions).containsOnlyKeys("joy");
        return Objects.requireNonNull(emotions.get("joy")).probability();
    }

    /// One expert; its margin tells the corpora apart, and they disagree about joy.
    private static LanguageModel model(String language) {
        int[] buckets = {GOOD.bucket(0), GOOD.bucket(1)};
        var expert = new NgramModel.Expert("a", "joy", 0.5f, 0.01f);
        var ngrams = new NgramModel(List.of(expert), 10, buckets, new int[] {2, 3}, new byte[] {100, -50});
        var plain = List.of(
                new Combiner("a", "joy", 2, 0.5f, new float[] {0, 0}),
                new Combiner("b", "joy", -2, 0.5f, new float[] {0, 0}),
                new Combiner(LanguageModel.CORPUS, "a", 0, 0.5f, new float[] {1, 0}),
                new Combiner(LanguageModel.CORPUS, "b", 0, 0.5f, new float[] {-1, 0}));
        return new LanguageModel(language, List.of("made for this test"), ngrams, plain, "", List.of());
    }
}
