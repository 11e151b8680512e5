package dev.attune.text.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.ModelStore;
import dev.attune.text.TextReader;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.TopicDictionary;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtteranceReaderTest {
    private final UtteranceReader reader =
            new UtteranceReader(TextReader.open(ModelStore.bundled()), TopicDictionary.bundled());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The washing machine was promised for Tuesday and today is Saturday.",
                "I have asked for the invoice three times and nobody has replied.",
                "Мастер обещал приехать во вторник, сегодня уже суббота.",
                "Счёт я просил три раза, никто так и не ответил.",
                "说好周二送洗衣机，今天都周六了。",
                "已经第三次联系你们了，还是没人回复。",
            })
    void aCalmComplaintThatNamesNoFeelingIsHeardAndLeansDown(String text) {
        var read = reader.read(text);

        assertThat(read.topics().has(Intent.COMPLAINT)).isTrue();
        assertThat(read.topics().polarity().orElse(0)).isLessThan(-0.25);
        assertThat(read.observation(Duration.ZERO).valence().optional().orElse(0))
                .isLessThan(-0.25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please deliver the washing machine on Tuesday.",
                "Could you send me the invoice again?",
                "The washing machine came on Tuesday as promised, thank you.",
                "Привезите стиральную машину во вторник, пожалуйста.",
                "Можно выслать счёт ещё раз?",
                "Машину привезли во вторник, как и обещали, спасибо.",
                "洗衣机请周二送。",
                "发票可以再发一次吗？",
                "洗衣机周二按时送到了，谢谢。",
            })
    void aRequestAQuestionAndThanksInTheSameWordsAreNoComplaint(String text) {
        var read = reader.read(text);

        assertThat(read.topics().has(Intent.COMPLAINT)).isFalse();
        assertThat(read.observation(Duration.ZERO).valence())
                .isEqualTo(read.reading().observation(Duration.ZERO).valence());
    }

    @Test
    void theWordsThatTellWhatHappenedAreTheReason() {
        var text = "Hello! The parcel was promised for Monday and nobody came.";
        var complaint = reader.read(text).topics().intents().stream()
                .filter(mention -> mention.intent() == Intent.COMPLAINT)
                .findFirst()
                .orElseThrow();

        assertThat(complaint.why().of(text)).isEqualTo("promised for Monday and nobody");
    }

    @Test
    void whatIsPraisedInAComplaintKeepsItsPolarity() {
        var read = reader.read("The staff were very friendly, but the parcel was promised for Monday and nobody came.");

        assertThat(read.topics().has(Intent.COMPLAINT)).isTrue();
        assertThat(read.topics().aspects())
                .anySatisfy(aspect -> {
                    assertThat(aspect.aspect()).isEqualTo("staff");
                    assertThat(aspect.polarity()).isPositive();
                })
                .anySatisfy(aspect -> {
                    assertThat(aspect.aspect()).isEqualTo("delivery");
                    assertThat(aspect.polarity()).isNegative();
                });
    }
}
