package dev.attune.server.words;

import dev.attune.models.ModelStore;
import dev.attune.text.TextReader;
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
    private @Nullable UtteranceReader utterances; // guarded by this

    public UtteranceReader.Read read(String utterance) {
        return open().read(utterance);
    }

    private synchronized UtteranceReader open() {
        var opened = utterances;
        if (opened == null)
            utterances = opened = new UtteranceReader(TextReader.open(store), TopicDictionary.bundled());
        return opened;
    }

    @Override
    public synchronized void close() {
        store.close();
    }
}
