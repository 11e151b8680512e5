package dev.attune.server.words;

import dev.attune.models.ModelStore;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.TopicDictionary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one reader of words in the house, opened with the first utterance. Whoever calls has asked the gate.
@Component
public class Words implements AutoCloseable {
    /// A longer utterance is no chat message.
    public static final int LONGEST = 10_000; // characters

    private final ModelStore store = ModelStore.bundled();
    private @Nullable Readers readers; // guarded by this

    private record Readers(TextReader texts, UtteranceReader utterances) {}

    public UtteranceReader.Read read(String utterance) {
        return open().utterances.read(utterance);
    }

    /// For tables, which also need dates, products and the versions that spoke.
    public FeedbackReader feedbackReader() {
        return new FeedbackReader(open().texts, TopicDictionary.bundled());
    }

    private synchronized Readers open() {
        var opened = readers;
        if (opened == null) {
            var texts = TextReader.open(store);
            readers = opened = new Readers(texts, new UtteranceReader(texts, TopicDictionary.bundled()));
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        store.close();
    }
}
