package dev.attune.server.trust;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/// The sentences of the assessment in one language.
final class AssessmentWords {
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    private final String language;
    private final Properties sentences = new Properties();

    private AssessmentWords(String language) {
        this.language = language;
        var file = "trust/assessment_%s.properties".formatted(language);
        try (var reader = new InputStreamReader(new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// English where there is none in `language`.
    static AssessmentWords of(String language) {
        return new AssessmentWords(LANGUAGES.contains(language) ? language : "en");
    }

    String language() {
        return language;
    }

    /// The word for a value of a setting, or its id where there is none.
    ///
    /// @param kind for example `purpose`
    String named(String kind, String id) {
        return sentences.getProperty(kind + "." + id, id);
    }

    boolean knows(String kind, String id) {
        return sentences.containsKey(kind + "." + id);
    }

    String say(String key, Object... values) {
        var sentence = sentences.getProperty(key);
        if (sentence == null) throw new IllegalArgumentException("no sentence '%s' in %s".formatted(key, language));
        return sentence.formatted(values);
    }
}
