package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.Baseline;
import dev.attune.signals.Emotion;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WordsTest {
    static final List<String> LANGUAGES = Words.LANGUAGES;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasTheSameMessagesWithTheSameArguments(String language) throws IOException {
        var english = messages("en");
        var other = messages(language);
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var key : english.stringPropertyNames())
            assertThat(arguments(other.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyWordOfTheVocabularyIsTranslated(String language) {
        var words = new Words(language);
        for (var reason : Reason.values()) assertThat(words.reason(reason)).isNotBlank();
        for (var emotion : Emotion.values()) assertThat(words.emotion(emotion)).isNotBlank();
        for (var state : State.values()) assertThat(words.state(state)).isNotBlank();
        for (var baseline : Baseline.values())
            assertThat(words.baseline(baseline)).isNotBlank();
        for (int unit : ActionUnits.NUMBERS) assertThat(words.actionUnit(unit)).isNotBlank();
    }

    @Test
    void anUnknownLanguageIsRefusedByName() {
        assertThatThrownBy(() -> new Words("de"))
                .hasMessageContaining("en, ru, zh")
                .hasMessageContaining("'de'");
    }

    @Test
    void mediaTimeReadsLikeAClock() {
        assertThat(Words.time(Duration.ofMillis(12_340))).isEqualTo("0:12.3");
        assertThat(Words.time(Duration.ofMillis(3_723_400))).isEqualTo("1:02:03.4");
    }

    private static Properties messages(String language) throws IOException {
        var messages = new Properties();
        var name = "report_" + language + ".properties";
        try (var in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            messages.load(in);
        }
        return messages;
    }

    private static String arguments(String pattern) {
        return Pattern.compile("\\{\\d}")
                .matcher(pattern)
                .results()
                .map(match -> match.group())
                .sorted()
                .collect(Collectors.joining());
    }
}
