package dev.attune.text.topics;

import java.util.List;
import java.util.OptionalDouble;

/// What one text is about, with the words that say so. All places are offsets into the text that was read.
///
/// @param aspects at most one opinion per aspect and clause, in the order of the text
/// @param intents each once
/// @param urgent the words that make it urgent; empty unless [Urgency#HIGH]
/// @param sarcasm marks that the opposite may be meant; a suspicion
/// @param polarity in [-1, 1], of the whole text by dictionary and head; empty when neither could tell
public record TopicReading(
        List<AspectOpinion> aspects,
        List<IntentMention> intents,
        Urgency urgency,
        List<Span> urgent,
        List<Span> sarcasm,
        OptionalDouble polarity) {
    public TopicReading {
        aspects = List.copyOf(aspects);
        intents = List.copyOf(intents);
        urgent = List.copyOf(urgent);
        sarcasm = List.copyOf(sarcasm);
        if (polarity.isPresent() && !(polarity.getAsDouble() >= -1 && polarity.getAsDouble() <= 1))
            throw new IllegalArgumentException("polarity must be in [-1, 1], got " + polarity.getAsDouble());
    }

    public boolean has(Intent intent) {
        return intents.stream().anyMatch(mention -> mention.intent() == intent);
    }
}
