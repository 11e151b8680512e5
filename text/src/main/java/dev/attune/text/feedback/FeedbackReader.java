package dev.attune.text.feedback;

import dev.attune.signals.ModelRef;
import dev.attune.text.Sentiment;
import dev.attune.text.TextReader;
import dev.attune.text.TextReading;
import dev.attune.text.personaldata.Redactor;
import dev.attune.text.topics.TopicDictionary;
import dev.attune.text.topics.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Redacts, then reads. Thread-safe; keeps nothing but which models spoke.
public final class FeedbackReader {
    private static final double POLAR_FROM = 0.15; // as number.polar-from of the topic dictionary
    // tags of reviews copied from web pages; bounded, so that a lone '<' costs nothing
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,500}>");

    private final TextReader reader;
    private final TopicReader topics;
    private final TopicDictionary dictionary;
    private final Redactor redactor = new Redactor();
    private final Set<ModelRef> models = ConcurrentHashMap.newKeySet();

    /// @param reader stays the caller's
    public FeedbackReader(TextReader reader, TopicDictionary dictionary) {
        this.reader = reader;
        this.dictionary = dictionary;
        this.topics = new TopicReader(dictionary);
        models.add(dictionary.ref());
    }

    public FeedbackReading read(Feedback feedback) {
        var redaction = redactor.redact(plain(feedback.text()));
        var text = redaction.text();
        var reading = reader.read(text);
        models.addAll(reading.models());
        var topic = topics.read(text, clause -> valence(clause.equals(text) ? reading : reader.read(clause)));
        return new FeedbackReading(
                feedback.row(),
                redactor.redact(feedback.id()).text(),
                feedback.day(),
                redactor.redact(feedback.product()).text(),
                text,
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
                redaction.marks().stream().map(mark -> mark.kind().id()).toList());
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

    private static OptionalDouble valence(TextReading reading) {
        var sentiment = reading.sentiment();
        return sentiment.label() == Sentiment.UNKNOWN
                ? OptionalDouble.empty()
                : OptionalDouble.of(sentiment.polarity() * sentiment.strength());
    }

    /// Without tags and control characters, which no page or spreadsheet should get from us.
    private static String plain(String text) {
        var untagged = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll(" ");
        StringBuilder cleaned = null;
        for (int i = 0; i < untagged.length(); i++) {
            char c = untagged.charAt(i);
            if (!Character.isISOControl(c) || c == '\n') continue;
            if (cleaned == null) cleaned = new StringBuilder(untagged);
            cleaned.setCharAt(i, ' ');
        }
        return cleaned == null ? untagged : cleaned.toString();
    }
}
