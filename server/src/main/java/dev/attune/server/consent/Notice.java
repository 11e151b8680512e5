package dev.attune.server.consent;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What people are told before they decide, in every language, under one version.
///
/// @param hash SHA-256 over the texts in all languages, so that a record can prove what was read
record Notice(String id, int version, String hash, Map<String, Text> texts) {
    static final String FALLBACK_LANGUAGE = "en";

    Notice {
        texts = Map.copyOf(texts);
        var english = texts.get(FALLBACK_LANGUAGE);
        if (english == null)
            throw new IllegalArgumentException("notice %s/%d lacks the language en".formatted(id, version));
        var asked = choices(english);
        texts.forEach((language, text) -> {
            if (!choices(text).equals(asked))
                throw new IllegalArgumentException("notice %s/%d asks for %s in English, but for %s in %s"
                        .formatted(id, version, asked, choices(text), language));
        });
    }

    record Text(String title, List<String> lines, String contact, List<Offer> choices) {}

    /// @param label as it stands beside the choice
    /// @param description what a yes means
    record Offer(String purpose, String modality, String label, String description) {
        Choice choice() {
            return Choice.of(purpose, modality);
        }
    }

    /// The choices this notice asks for, in its order.
    List<Choice> choices() {
        return choices(text(FALLBACK_LANGUAGE));
    }

    /// The text in `language`, in English when there is none.
    Text text(String language) {
        return Objects.requireNonNull(texts.get(nearest(language)));
    }

    /// `language` when the notice is written in it, otherwise English.
    String nearest(String language) {
        return texts.containsKey(language) ? language : FALLBACK_LANGUAGE;
    }

    private static List<Choice> choices(Text text) {
        return text.choices().stream().map(Offer::choice).toList();
    }
}
