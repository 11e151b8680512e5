package dev.attune.server.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.ModelRef;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final String REVIEW = "质量很好，穿着舒服";

    @Test
    void weightsForResearchSpeakOnlyWhereTheOperatorSaysSo() {
        try (var open = new Words("", "open");
                var research = new Words("", "research")) {
            assertThat(open.read(REVIEW).reading().models())
                    .extracting(ModelRef::id)
                    .doesNotContain("text-zh-reviews");
            assertThat(research.read(REVIEW).reading().models())
                    .extracting(ModelRef::id)
                    .contains("text-zh-reviews");
        }
    }

    @Test
    void aSettingThatIsNoneIsNamed() {
        assertThatThrownBy(() -> new Words("", "all")).hasMessageContaining("attune.words.weights");
        assertThatThrownBy(() -> new Words("travel", "open")).hasMessageContaining("attune.words.requests");
    }
}
