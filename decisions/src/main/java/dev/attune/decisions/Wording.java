package dev.attune.decisions;

import java.util.List;

/// One text in the three languages of the product.
public record Wording(String en, String ru, String zh) {
    static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    public Wording {
        if (en.isBlank() || ru.isBlank() || zh.isBlank())
            throw new IllegalArgumentException(
                    "a text is needed in en, ru and zh, got en '%s', ru '%s', zh '%s'".formatted(en, ru, zh));
    }

    /// @param language `en`, `ru` or `zh`; any other language is answered in English
    public String in(String language) {
        return switch (language) {
            case "ru" -> ru;
            case "zh" -> zh;
            default -> en;
        };
    }
}
