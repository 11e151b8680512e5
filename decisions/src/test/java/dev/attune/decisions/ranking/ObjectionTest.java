package dev.attune.decisions.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.Eligibility;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectionTest {

    @ParameterizedTest
    @EnumSource(Objection.class)
    void everyReasonIsToldInEachLanguage(Objection objection) {
        var words = Objection.words(objection.logged());

        assertThat(words.ru()).matches("[^a-z]*\\p{IsCyrillic}.*").isNotEqualTo(words.en());
        assertThat(words.zh()).containsPattern("\\p{IsHan}").isNotEqualTo(words.en());
    }

    @Test
    void aConditionThatDoesNotHoldIsNamedAsItWasWritten() {
        var logged = Eligibility.of("facts.adult == true")
                .objection(Map.of("adult", false))
                .orElseThrow();

        assertThat(Objection.words(logged).zh()).isEqualTo("此处不提供：facts.adult == true");
        assertThat(Objection.words(logged).ru()).endsWith(": facts.adult == true");
    }

    @Test
    void whatAnEarlierVersionLoggedIsToldAsItStands() {
        assertThat(Objection.words("too much {snow}").ru()).isEqualTo("too much {snow}");
    }
}
