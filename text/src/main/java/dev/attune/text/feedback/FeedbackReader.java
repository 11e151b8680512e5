package dev.attune.text.feedback;

import dev.attune.signals.ModelRef;
import dev.attune.text.TextReader;
import dev.attune.text.topics.TopicDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Redacts, then reads. Thread-safe; keeps nothing but which models spoke.
public final class FeedbackReader {
    private static final double POLAR_FROM = 0.15; // as number.polar-from of the topic dictionary
    private final UtteranceReader utterances;
    private final TopicDictionary dictionary;
    private final Set<ModelRef> models = ConcurrentHashMap.newKeySet();

    /// @param reader stays the caller's
    public FeedbackReader(TextReader reader, TopicDictionary dictionary) {
        this.utterances = new UtteranceReader(reader, dictionary);
        this.dictionary = dictionary;
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
                segment(topic.polarity()),
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

    static Segment segment(OptionalDouble polarity) {
        if (polarity.isEmpty()) return Segment.UNKNOWN;
        if (polarity.getAsDouble() >= POLAR_FROM) return Segment.POSITIVE;
        return polarity.getAsDouble() <= -POLAR_FROM ? Segment.NEGATIVE : Segment.NEUTRAL;
    }
}
