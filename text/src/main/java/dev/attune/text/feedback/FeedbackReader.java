package dev.attune.text.feedback;

import dev.attune.signals.ModelRef;
import dev.attune.text.TextReader;
import dev.attune.text.topics.TopicDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Redacts, then reads. Thread-safe; keeps nothing but which models spoke.
public final class FeedbackReader {
    private final UtteranceReader utterances;
    private final TopicDictionary dictionary;
    private final double polarFrom;
    private final Set<ModelRef> models = ConcurrentHashMap.newKeySet();

    /// @param reader stays the caller's
    public FeedbackReader(TextReader reader, TopicDictionary dictionary) {
        this.utterances = new UtteranceReader(reader, dictionary);
        this.dictionary = dictionary;
        this.polarFrom = dictionary.polarFrom();
        models.add(dictionary.ref());
    }

    public FeedbackReading read(Feedback feedback) {
        var read = utterances.read(feedback.text());
        var reading = read.reading();
        var topic = read.topics();
        models.addAll(reading.models());
        return new FeedbackReading(
                feedback.row(),
                utterances.redacted(feedback.id()),
                feedback.day(),
                utterances.redacted(feedback.product()),
                read.redaction().text(),
                reading.language().code(),
                topic.polarity().isEmpty()
                        ? Segment.UNKNOWN
                        : Segment.of(topic.polarity().getAsDouble(), polarFrom),
                topic.polarity().orElse(0),
                reading.displayed().stream()
                        .map(emotion -> emotion.emotion().id())
                        .toList(),
                topic.aspects(),
                topic.intents(),
                topic.urgency(),
                topic.sarcasm(),
                read.redaction().marks().stream().map(mark -> mark.kind().id()).toList());
    }

    public TopicDictionary dictionary() {
        return dictionary;
    }

    /// Every set of weights and rules that spoke so far, in alphabetical order.
    public List<ModelRef> models() {
        var sorted = new TreeSet<ModelRef>((a, b) -> a.toString().compareTo(b.toString()));
        sorted.addAll(models);
        return new ArrayList<>(sorted);
    }
}
