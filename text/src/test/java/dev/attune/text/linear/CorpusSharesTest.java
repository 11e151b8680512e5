package dev.attune.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusSharesTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 0.9})
    void ofManyTextsItFindsHowManyCameFromWhere(double fromForum) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var texts = Stream.generate(() -> likeness(random, random.nextDouble() < fromForum))
                .limit(5_000)
                .toList();
        assertThat(CorpusShares.of(texts).shares().get("forum")).isCloseTo(fromForum, within(0.03));
    }

    @Test
    void ofTextsThatAreAllLikeOneCorpusItIsNearlySureButRulesNoneOut() {
        var shares = CorpusShares.of(Stream.generate(() -> Map.of("forum", 0.8, "shop", 0.2))
                .limit(2_000)
                .toList());
        assertThat(shares.shares().get("forum")).isGreaterThan(0.98);
        assertThat(shares.worth("shop")).isBetween(0.01, 0.04);
        assertThat(shares.worth("forum") + shares.worth("shop")).isCloseTo(2, within(1e-9));
    }

    @Test
    void ofTenTextsItConcludesLittle() {
        var shares = CorpusShares.of(Stream.generate(() -> Map.of("forum", 0.8, "shop", 0.2))
                .limit(10)
                .toList());
        assertThat(shares.worth("forum")).isBetween(1.0, 1.2);
    }

    @Test
    void whereThereIsNothingToChooseFromNothingIsKnown() {
        assertThat(CorpusShares.of(List.of())).isEqualTo(CorpusShares.UNKNOWN);
        assertThat(CorpusShares.of(List.of(Map.of(), Map.of()))).isEqualTo(CorpusShares.UNKNOWN);
        assertThat(CorpusShares.of(List.of(Map.of("forum", 1.0)))).isEqualTo(CorpusShares.UNKNOWN);
        assertThat(CorpusShares.UNKNOWN.worth("forum")).isEqualTo(1);
    }

    @Test
    void aTextThatIsLikeNoneTellsNothing() {
        var none = Map.of("forum", 0.0, "shop", 0.0);
        assertThat(CorpusShares.of(List.of(none, none)).worth("forum")).isCloseTo(1, within(1e-9));
    }

    @Test
    void aShareThatIsNoneIsRefusedByItsValue() {
        assertThatThrownBy(() -> new CorpusShares(Map.of("forum", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forum=NaN");
        assertThatThrownBy(() -> new CorpusShares(Map.of("forum", 0.0))).hasMessageContaining("forum=0.0");
    }

    /// Calibrated under even odds: a text of the forum looks like one with the odds that its likeness says.
    private static Map<String, Double> likeness(RandomGenerator random, boolean ofForum) {
        double margin = random.nextGaussian() + (ofForum ? 1 : -1); // log-odds of two normals two apart: twice it
        double forum = 1 / (1 + Math.exp(-2 * margin));
        return Map.of("forum", forum, "shop", 1 - forum);
    }
}
