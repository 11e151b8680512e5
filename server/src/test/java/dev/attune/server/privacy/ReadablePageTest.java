package dev.attune.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The copy that a person reads, in their language.
class ReadablePageTest {
    private static final PersonalData.Export COPY = new PersonalData.Export(
            "attune.person/1",
            "s-4711",
            "p-1",
            Instant.parse("2026-11-23T00:00:00Z"),
            Map.of(
                    "sessions",
                    List.of(Map.of("startedAt", "2026-11-22T10:00:00Z", "replayable", true)),
                    "connected systems",
                    List.of(),
                    "customers",
                    Map.of("traits", Map.of("favourite <colour>", "blue"))));

    @ParameterizedTest
    @CsvSource({
        "en, <h2>Sessions</h2>, <th>Began</th>, <td>yes</td>, <h2>Connected systems</h2>nothing",
        "ru, <h2>Сеансы</h2>, <th>Началось</th>, <td>да</td>, <h2>Подключённые системы</h2>ничего",
        "zh, <h2>会话</h2>, <th>开始时间</th>, <td>是</td>, <h2>已连接的系统</h2>无"
    })
    void partsFieldsAndAnswersAreInTheLanguageOfWhoReadsIt(
            String language, String part, String field, String answer, String empty) {
        assertThat(page(language)).contains(part, field, answer, empty);
    }

    @Test
    void whatAShopCalledSomethingStaysAsTheShopCalledIt() {
        assertThat(page("zh")).contains("<th>favourite &lt;colour&gt;</th>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "zh"})
    void eachLanguageHasTheSameWordsToSay(String language) {
        assertThat(words(language).keySet()).isEqualTo(words("en").keySet());
    }

    private static String page(String language) {
        return ReadablePage.of(COPY, new JsonMapper(), Locale.of(language));
    }

    private static ResourceBundle words(String language) {
        return ResourceBundle.getBundle(
                "privacy",
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
