package dev.attune.text;

import java.util.regex.Pattern;

/// The language of an utterance.
///
/// @param code ISO 639-1, or `und` when it could not be told
public record Language(String code) {
    // first: the constants below are checked against it
    private static final Pattern CODE = Pattern.compile("[a-z]{2}|und");

    public static final Language ENGLISH = new Language("en");
    public static final Language RUSSIAN = new Language("ru");
    public static final Language CHINESE = new Language("zh");

    /// There are no letters, or not enough to tell.
    public static final Language UNDETERMINED = new Language("und");

    public Language {
        if (!CODE.matcher(code).matches())
            throw new IllegalArgumentException(
                    "a language is an ISO 639-1 code such as 'ru', or 'und', got '%s'".formatted(code));
    }

    @Override
    public String toString() {
        return code;
    }
}
