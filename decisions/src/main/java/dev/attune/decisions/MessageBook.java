package dev.attune.decisions;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/// Sentences for people in the three languages of the product, as ICU messages: plurals, numbers and
/// percent follow the language. Read from `NAME_en.properties`, `NAME_ru.properties` and
/// `NAME_zh.properties` beside a class.
///
/// Immutable and safe to share.
public final class MessageBook {
    /// As ICU writes a number below nought; a hyphen within a word, a date or a range stands after a letter or digit.
    private static final Pattern HYPHEN_FOR_MINUS = Pattern.compile("(?<![\\p{L}\\p{N}-])-(?=\\p{N})");

    private final String name;
    private final Set<String> keys;
    private final Map<String, Map<String, String>> patterns;

    private MessageBook(String name, Set<String> keys, Map<String, Map<String, String>> patterns) {
        this.name = name;
        this.keys = keys;
        this.patterns = patterns;
    }

    /// @throws IllegalArgumentException when the languages do not have the same keys
    public static MessageBook beside(Class<?> owner, String name) {
        var patterns = new LinkedHashMap<String, Map<String, String>>();
        for (var language : Wording.LANGUAGES) patterns.put(language, read(owner, name, language));
        var keys = read(owner, name, "en").keySet();
        patterns.forEach((language, texts) -> {
            if (!texts.keySet().equals(keys))
                throw new IllegalArgumentException(
                        "%s_%s.properties does not have the keys of the English one".formatted(name, language));
        });
        return new MessageBook(name, keys, patterns);
    }

    public Set<String> keys() {
        return keys;
    }

    public boolean has(String key) {
        return keys().contains(key);
    }

    /// @param values by the names in the message; numbers stay numbers
    public Wording say(String key, Map<String, ?> values) {
        return new Wording(say("en", key, values), say("ru", key, values), say("zh", key, values));
    }

    /// @param language `en`, `ru` or `zh`
    public String say(String language, String key, Map<String, ?> values) {
        var said = new MessageFormat(pattern(language, key), ULocale.forLanguageTag(language)).format(values);
        return HYPHEN_FOR_MINUS.matcher(said).replaceAll("\u2212");
    }

    /// The message as it was written.
    public String pattern(String language, String key) {
        var texts = patterns.get(language);
        var pattern = texts == null ? null : texts.get(key);
        if (pattern == null)
            throw new IllegalArgumentException("there is no message '%s' in %s_%s".formatted(key, name, language));
        return pattern;
    }

    private static Map<String, String> read(Class<?> owner, String name, String language) {
        var file = "%s_%s.properties".formatted(name, language);
        try (var stream = owner.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException("%s is not in the jar".formatted(file));
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var texts = new LinkedHashMap<String, String>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return Map.copyOf(texts);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
