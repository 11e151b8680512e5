package dev.attune.text.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NgramFeaturesTest {

    /// A changed hash destroys every trained model without a word. Whoever changes it raises [NgramFeatures#SCHEME].
    @Test
    void theBucketsAreThoseTheShippedModelsWereTrainedOn() {
        assertThat(NgramFeatures.SCHEME).isEqualTo(1);
        assertThat(buckets("not bad"))
                .containsExactly(
                        94868, 385760, 455165, 661911, 765368, 1060579, 1402564, 1587817, 1756342, 2329217, 2350934,
                        2544100, 3089803, 3101021, 3567846, 3982647);
        assertThat(buckets("包裹没到"))
                .containsExactly(111711, 653898, 774387, 1260453, 1713540, 1787775, 2147319, 2466850, 2538509, 2754359);
    }

    @Test
    void aRepeatedWordCountsByTheLogarithm() {
        var features = NgramFeatures.of("ok ok");
        assertThat(IntStream.range(0, features.size())
                        .mapToDouble(features::frequency)
                        .max())
                .hasValue((float) (1 + Math.log(2)));
    }

    @Test
    void nothingHasNoFeatures() {
        assertThat(NgramFeatures.of("").size()).isZero();
    }

    private static int[] buckets(String text) {
        var features = NgramFeatures.of(text);
        return IntStream.range(0, features.size()).map(features::bucket).toArray();
    }
}
