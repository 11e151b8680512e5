package dev.attune.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.ModelStore;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.text.linear.CorpusShares;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextReaderTest {
    private final ModelStore store = ModelStore.bundled();
    private final TextReader reader = TextReader.open(store, TextReader.Heads.NGRAM);

    @BeforeAll
    void theThreeLanguagesArePacked() {
        assertThat(store.cards()).extracting(card -> card.id()).contains("text-en", "text-ru", "text-zh");
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void textsThatComeTogetherTellHowEachOfThemIsMeant() {
        var questions = Collections.nCopies(400, "Where can I see the invoice of my last order?");
        var adapted = reader.adaptedTo(questions);
        var shares = adapted.adaptedTo(Language.ENGLISH).shares();
        assertThat(shares.keySet()).containsExactlyInAnyOrder("brighter", "customers", "goemotions");
        assertThat(shares.get("customers")).isGreaterThan(0.8);
        var asked = "Is the blue one still in stock?";
        assertThat(reader.read(asked).displayed())
                .extracting(EmotionReading::emotion)
                .containsExactly(Emotion.SURPRISE);
        assertThat(adapted.read(asked).displayed()).isEmpty();
    }

    @Test
    void whatCameInOneLanguageTellsNothingOfAnother() {
        var adapted = reader.adaptedTo(Collections.nCopies(400, "Where can I see the invoice of my last order?"));
        assertThat(adapted.adaptedTo(Language.RUSSIAN)).isEqualTo(CorpusShares.UNKNOWN);
        var text = "Какой ужас, мне очень грустно и обидно";
        assertThat(adapted.read(text)).isEqualTo(reader.read(text));
    }

    @Test
    void aReaderAdaptedToNothingReadsAsBefore() {
        var adapted = reader.adaptedTo(List.of("", "   ", "\uD83D", "12345"));
        var text = "This is awful, I am so angry.";
        assertThat(adapted.adaptedTo(Language.ENGLISH)).isEqualTo(CorpusShares.UNKNOWN);
        assertThat(adapted.read(text)).isEqualTo(reader.read(text));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "I love it, thank you so much!",               POSITIVE
                    "This is awful, I am so angry.",               NEGATIVE
                    "The food was not bad",                        POSITIVE
                    "The service was not good",                    NEGATIVE
                    "I'm really unhappy with this purchase.",      NEGATIVE
                    "I have nothing bad to say about this place.", POSITIVE
                    "Never regretted buying it.",                  POSITIVE
                    "Спасибо, я так рада, люблю вас!",             POSITIVE
                    "Какой ужас, мне очень грустно и обидно",      NEGATIVE
                    "В целом неплохо",                             POSITIVE
                    "Обслуживание не очень",                       NEGATIVE
                    "Очень доволен покупкой!",                     POSITIVE
                    "Посылка так и не пришла, я очень недоволен!", NEGATIVE
                    "Вкусно, привезли вовремя",                    POSITIVE
                    "Невкусно, больше не закажу",                  NEGATIVE
                    "Неприятный персонал",                         NEGATIVE
                    "Недружелюбная кассирша",                      NEGATIVE
                    "Мне это совсем не нравится.",                 NEGATIVE
                    "Неудобно пользоваться",                       NEGATIVE
                    "太开心了，非常喜欢！",                        POSITIVE
                    "气死我了，太恶心了",                          NEGATIVE
                    "味道不错",                                    POSITIVE
                    "質量不怎麼樣",                                NEGATIVE
                    "物流很快，包装精美，下次还会再来",            POSITIVE
                    "没有一个坏的，个大多汁",                      POSITIVE
                    "用了两天就坏了，客服态度恶劣",                NEGATIVE
                    "收到的是假货，千万别买",                      NEGATIVE
                    """)
    void anUtteranceLeans(String text, Sentiment expected) {
        assertThat(reader.read(text).sentiment().label()).isEqualTo(expected);
    }

    /// "unhappy" holds the letters of "happy", "not bad" those of "bad": the n-grams alone see the wrong emotion in
    /// each.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "I'm really unhappy with this purchase.",      JOY
                    "Посылка так и не пришла, я очень недоволен!", JOY
                    "Мне это совсем не нравится.",                 JOY
                    "我一点也不喜欢。",                            JOY
                    "Not bad, better than I expected.",            SADNESS
                    "Не пожалел ни разу, что купил.",              SADNESS
                    """)
    void aPhraseOfPraiseOrBlameTakesTheEmotionAwayThatItDenies(String text, Emotion denied) {
        var emotions = reader.read(text).emotions().stream()
                .filter(EmotionReading::displayed)
                .map(EmotionReading::emotion);
        assertThat(emotions).doesNotContain(denied);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "I am so scared and afraid",          FEAR
                    "Thank you, this is wonderful news",  JOY
                    "я очень боюсь, мне страшно",         FEAR
                    "как же я зла, бесит",                ANGER
                    "今天真开心",                         JOY
                    """)
    void theMostProbableEmotionIsTheOneInTheWords(String text, Emotion expected) {
        var strongest =
                reader.read(text).emotions().stream().max((a, b) -> Double.compare(a.probability(), b.probability()));
        assertThat(strongest.orElseThrow().emotion()).isEqualTo(expected);
    }

    /// "It will do": lukewarm, and no complaint.
    @Test
    void lukewarmPraiseIsNotNegative() {
        assertThat(reader.read("味道还行").sentiment().label()).isNotIn(Sentiment.NEGATIVE, Sentiment.UNKNOWN);
        assertThat(reader.read("В целом неплохо").sentiment().label()).isNotIn(Sentiment.NEGATIVE, Sentiment.UNKNOWN);
    }

    @Test
    void traditionalAndSimplifiedChineseReadTheSame() {
        assertThat(reader.read("很後悔，東西沒到").sentiment())
                .isEqualTo(reader.read("很后悔，东西没到").sentiment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000\u0001\u200F", "12345", "\uD83D", "!!!"})
    void textWithoutWordsIsUnknownForASaidReason(String text) {
        var reading = reader.read(text);
        assertThat(reading.sentiment().label()).isEqualTo(Sentiment.UNKNOWN);
        assertThat(reading.reasons()).containsExactly(Reason.TOO_SHORT);
        assertThat(reading.models()).isEmpty();
    }

    @Test
    void emojiAloneLeanInAnyLanguageButNameNoEmotion() {
        var reading = reader.read("😡😡");
        assertThat(reading.language()).isEqualTo(Language.UNDETERMINED);
        assertThat(reading.sentiment().label()).isEqualTo(Sentiment.NEGATIVE);
        assertThat(reading.emotions()).isEmpty();
    }

    @Test
    void aLanguageThatIsNotReadIsNamedAndNotGuessed() {
        var reading = reader.read("الطرد لم يصل والخدمة سيئة");
        assertThat(reading.sentiment().label()).isEqualTo(Sentiment.UNKNOWN);
        var german = reader.read("die Lieferung war leider nicht da");
        assertThat(german.language()).isEqualTo(new Language("de"));
        assertThat(german.reasons()).containsExactly(Reason.UNKNOWN_LANGUAGE);
    }

    @Test
    void ofAnEndlessTextBeginningAndEndAreReadAndItSaysSo() {
        var text = "I love it. " + "x ".repeat(5_000_000) + "Thank you!";
        var reading = reader.read(text);
        assertThat(reading.flags()).contains(TextFlag.SHORTENED);
        assertThat(reading.sentiment().label()).isEqualTo(Sentiment.POSITIVE);
    }

    @Test
    void negationsAndSuspectedSarcasmAreFlagged() {
        assertThat(reader.read("It does not arrive, I am not happy").flags()).contains(TextFlag.NEGATED);
        assertThat(reader.read("Oh great, it broke again 🙄").flags()).contains(TextFlag.SARCASM_SUSPECTED);
        assertThat(reader.read("Ну да, конечно, всё работает").flags()).contains(TextFlag.SARCASM_SUSPECTED);
    }

    @Test
    void noiseOfAnyKindYieldsAReadingInRange() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var noise = IntStream.range(0, random.nextInt(200))
                    .mapToObj(at -> String.valueOf((char) random.nextInt(0x10000)))
                    .collect(Collectors.joining());
            var reading = reader.read(noise, Language.RUSSIAN);
            var observation = reading.observation(Duration.ofSeconds(i));
            observation
                    .valence()
                    .optional()
                    .ifPresent(value -> assertThat(value).isBetween(-1.0, 1.0));
        }
    }

    @Test
    void theObservationForFusionCarriesValenceAndExpressionButNoWords() {
        var observation = reader.read("I love it, thank you so much!").observation(Duration.ofSeconds(3));
        assertThat(observation.language()).isEqualTo("en");
        assertThat(observation.valence()).isInstanceOf(Measurement.Measured.class);
        assertThat(observation.valence().optional().orElseThrow()).isPositive();
        assertThat(observation.expression()).isInstanceOf(DisplayPattern.Displayed.class);
        assertThat(Arrays.stream(observation.getClass().getRecordComponents()).map(component -> component.getName()))
                .doesNotContain("text", "words", "utterance");
    }

    @Test
    void theJointHeadsSayThatTheEncoderSpoke() {
        var joint = TextReader.open(store, TextReader.Heads.JOINT);
        assertThat(joint.read("Thank you, this is wonderful news").models())
                .extracting(model -> model.id())
                .containsExactly("text-en", "sentence-minilm-en");
        assertThat(joint.read("спасибо большое").models())
                .extracting(model -> model.id())
                .containsExactly("text-ru");
    }
}
