package dev.attune.signals;

import java.time.Duration;
import java.util.List;

/// What one utterance of one person displayed in words. The words themselves are not in it.
///
/// @param at media time at which the utterance was complete
/// @param language ISO 639-1, or `und` when it could not be told
/// @param valence in [-1, 1]: polarity times strength
/// @param arousal in [-1, 1]; weak evidence: the voice tells it better
/// @param expression the emotions of the words
/// @param models every model and formula that contributed
public record TextObservation(
        Duration at,
        String language,
        Measurement valence,
        Measurement arousal,
        DisplayPattern expression,
        Quality quality,
        List<ModelRef> models)
        implements Observation {
    public TextObservation {
        Check.mediaTime("at", at);
        if (language.isBlank())
            throw new IllegalArgumentException(
                    "a language is a code such as 'ru' or 'und', got '%s'".formatted(language));
        valence.optional().ifPresent(value -> Check.inRange("valence", value, -1, 1));
        arousal.optional().ifPresent(value -> Check.inRange("arousal", value, -1, 1));
        models = List.copyOf(models);
    }
}
