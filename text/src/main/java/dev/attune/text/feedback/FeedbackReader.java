package dev.attune.text.feedback;

import dev.attune.signals.ModelRef;
import dev.attune.text.RequestReader;
import dev.attune.text.TextReader;
import dev.attune.text.topics.TopicDictionary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Redacts, then reads. Thread-safe; keeps nothing but which models spoke.
public final class FeedbackReader {
    private static final int CHARACTERS_TO_ADAPT = 4_000_000; // a cell may hold a million

    private final TextReader reader;
    private final UtteranceReader utterances;
    private final TopicDictionary dictionary;
    private final @Nullable RequestReader requests;
    private final double polarFrom;
    private final List<ModelRef> opened;
    private final Set<ModelRef> models = ConcurrentHashMap.newKeySet();

    /// @param reader stays the caller's
    public FeedbackReader(TextReader reader, TopicDictionary dictionary) {
        this(reader, dictionary, null);
    }

    /// @param requests also tells what is asked for; null for no trade
    public FeedbackReader(TextReader reader, TopicDictionary dictionary, @Nullable RequestReader requests) {
        this.reader = reader;
        this.requests = requests;
        this.utterances = new UtteranceReader(reader, dictionary);
        this.dictionary = dictionary;
        this.polarFrom = dictionary.polarFrom();
        var chosen = new ArrayList<ModelRef>();
        chosen.add(dictionary.ref());
        models.addAll(reader.intents().refs());
        if (requests != null) chosen.add(requests.ref());
        chosen.addAll(reader.researchOnly());
        opened = List.copyOf(chosen);
        models.addAll(opened);
    }

    /// The same for the rows of one table, as [TextReader#adaptedTo(List)]: the same beginning gives the same
    /// reader, so that a table that is read on after a stop reads on as it began.
    ///
    /// @param table at its beginning; read on by this, and not closed
    public FeedbackReader adaptedTo(FeedbackTable table) throws IOException {
        var texts = new ArrayList<String>();
        int characters = 0;
        while (texts.size() < TextReader.TEXTS_TO_ADAPT && characters < CHARACTERS_TO_ADAPT) {
            var entry = table.next();
            if (entry == null) break;
            if (!(entry instanceof FeedbackTable.Entry.Read(Feedback feedback))) continue;
            texts.add(feedback.text());
            characters += feedback.text().length();
        }
        return new FeedbackReader(reader.adaptedTo(texts), dictionary, requests);
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
                requests == null
                        ? Optional.empty()
                        : requests.read(read.redaction().text(), reading.language())
                                .map(RequestReader.Request::id),
                read.redaction().marks().stream().map(mark -> mark.kind().id()).toList());
    }

    public TopicDictionary dictionary() {
        return dictionary;
    }

    /// What an operator chose to read with; the weights of the languages come by themselves.
    public List<ModelRef> opened() {
        return opened;
    }

    /// Every set of weights and rules that spoke so far, in alphabetical order.
    public List<ModelRef> models() {
        var sorted = new TreeSet<ModelRef>((a, b) -> a.toString().compareTo(b.toString()));
        sorted.addAll(models);
        return new ArrayList<>(sorted);
    }
}
