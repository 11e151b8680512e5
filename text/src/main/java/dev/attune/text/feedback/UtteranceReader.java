package dev.attune.text.feedback;

import dev.attune.signals.Measurement;
import dev.attune.signals.TextObservation;
import dev.attune.text.Sentiment;
import dev.attune.text.TextReader;
import dev.attune.text.TextReading;
import dev.attune.text.personaldata.Redaction;
import dev.attune.text.personaldata.Redactor;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.PolarityHead;
import dev.attune.text.topics.TopicDictionary;
import dev.attune.text.topics.TopicReader;
import dev.attune.text.topics.TopicReading;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Redacts one utterance, then reads it. Thread-safe; keeps nothing.
public final class UtteranceReader {
    // tags of texts copied from web pages; bounded, so that a lone '<' costs nothing
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,500}>");

    private final TextReader reader;
    private final TopicReader topics;
    private final Redactor redactor = new Redactor();

    /// @param reader stays the caller's
    public UtteranceReader(TextReader reader, TopicDictionary dictionary) {
        this.reader = reader;
        this.topics = new TopicReader(dictionary, reader.intents());
    }

    /// @param redaction without tags and control characters; what the readings' places refer to
    public record Read(Redaction redaction, TextReading reading, TopicReading topics) {

        /// As [TextReading#observation], but a complaint or a threat to leave leans down although its words may display
        /// nothing.
        public TextObservation observation(Duration at) {
            var observed = reading.observation(at);
            if (!(topics.has(Intent.COMPLAINT) || topics.has(Intent.CHURN_THREAT))
                    || topics.polarity().isEmpty()
                    || !(observed.valence() instanceof Measurement.Measured(double valence, double confidence)))
                return observed;
            double leaning = Math.min(valence, topics.polarity().getAsDouble());
            return new TextObservation(
                    at,
                    observed.language(),
                    new Measurement.Measured(leaning, confidence),
                    observed.arousal(),
                    observed.expression(),
                    observed.quality(),
                    observed.models());
        }
    }

    public Read read(String utterance) {
        var redaction = redactor.redact(plain(utterance));
        var text = redaction.text();
        var reading = reader.read(text);
        var topic = topics.read(text, clause -> lean(clause.equals(text) ? reading : reader.read(clause)));
        return new Read(redaction, reading, topic);
    }

    /// For names and numbers that stand beside a text.
    String redacted(String text) {
        return redactor.redact(plain(text)).text();
    }

    /// The less, the likelier it is that nothing is displayed: .3 against .1 beside .9 for nothing is no blame.
    private static Optional<PolarityHead.Lean> lean(TextReading reading) {
        var sentiment = reading.sentiment();
        if (sentiment.label() == Sentiment.UNKNOWN) return Optional.empty();
        double displayed = 1 - sentiment.neutral();
        return Optional.of(
                new PolarityHead.Lean(sentiment.polarity() * sentiment.strength() * displayed, sentiment.neutral()));
    }

    /// Without tags, control characters and halves of surrogate pairs, which no page, spreadsheet or database should
    /// get from us.
    private static String plain(String text) {
        var untagged = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll(" ");
        StringBuilder cleaned = null;
        for (int i = 0; i < untagged.length(); i++) {
            char c = untagged.charAt(i);
            if (c == '\n' || !Character.isISOControl(c) && !isAlone(untagged, i)) continue;
            if (cleaned == null) cleaned = new StringBuilder(untagged);
            cleaned.setCharAt(i, ' ');
        }
        return cleaned == null ? untagged : cleaned.toString();
    }

    private static boolean isAlone(String text, int at) {
        char c = text.charAt(at);
        if (!Character.isSurrogate(c)) return false;
        int other = Character.isHighSurrogate(c) ? at + 1 : at - 1;
        return other < 0
                || other == text.length()
                || !Character.isSurrogate(text.charAt(other))
                || Character.isHighSurrogate(text.charAt(other)) == Character.isHighSurrogate(c);
    }
}
