package dev.attune.policy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// Reasons of decisions in Russian and Chinese; the packs say them in English.
public final class Reasons {
    private static final Map<String, Properties> TRANSLATED = Map.of("ru", load("ru"), "zh", load("zh"));

    private Reasons() {}

    /// @param language `ru` or `zh`; with any other the reason stays English
    public static String in(String language, PolicyDecision decision) {
        var words = TRANSLATED.get(language);
        if (words == null) return decision.reason();
        if (decision.unmet().isEmpty()) return words.getProperty(decision.ruleId(), decision.reason());
        var duties = decision.unmet().stream().map(Duty::id).sorted().collect(Collectors.joining(", "));
        return MessageFormat.format(words.getProperty("unmet"), duties);
    }

    private static Properties load(String language) {
        var file = "reasons-3_%s.properties".formatted(language);
        var words = new Properties();
        try {
            words.load(new StringReader(SignedFiles.bundled().text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return words;
    }
}
