package dev.attune.text.feedback;

import dev.attune.text.topics.AspectOpinion;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.IntentMention;
import dev.attune.text.topics.Span;
import dev.attune.text.topics.Urgency;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What one piece of feedback displays and is about. The text in it is redacted; all places are offsets into it.
///
/// @param language ISO 639-1, or `und`
/// @param polarity in [-1, 1]; 0 when unknown
/// @param emotions ids of the emotions the words display, the most probable first
/// @param request id of what is asked for, of a trade whose requests are read; empty when none was told
/// @param personalData ids of what was replaced, one for each place
public record FeedbackReading(
        long row,
        String id,
        Optional<LocalDate> day,
        String product,
        String text,
        String language,
        Segment segment,
        double polarity,
        List<String> emotions,
        List<AspectOpinion> aspects,
        List<IntentMention> intents,
        Urgency urgency,
        List<Span> sarcasm,
        Optional<String> request,
        List<String> personalData) {
    public FeedbackReading {
        if (!(polarity >= -1 && polarity <= 1))
            throw new IllegalArgumentException("polarity must be in [-1, 1], got " + polarity);
        emotions = List.copyOf(emotions);
        aspects = List.copyOf(aspects);
        intents = List.copyOf(intents);
        sarcasm = List.copyOf(sarcasm);
        personalData = List.copyOf(personalData);
    }

    public boolean has(Intent intent) {
        return intents.stream().anyMatch(mention -> mention.intent() == intent);
    }
}
