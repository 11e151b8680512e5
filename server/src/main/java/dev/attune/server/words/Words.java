package dev.attune.server.words;

import dev.attune.models.ModelStore;
import dev.attune.text.RequestReader;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.TopicDictionary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The one reader of words in the house, opened with the first utterance. Whoever calls has asked the gate.
@Component
public class Words implements AutoCloseable {
    /// A longer utterance is no chat message.
    public static final int LONGEST = 10_000; // characters

    private final ModelStore store = ModelStore.bundled();
    private @Nullable Readers readers; // guarded by this

    private final boolean banking;

    private record Readers(
            TextReader texts,
            UtteranceReader utterances,
            @Nullable RequestReader requests) {}

    /// @param requests `banking` names what a bank's customer asks for, too; empty for no trade
    Words(@Value("${attune.words.requests:}") String requests) {
        if (!requests.isEmpty() && !requests.equals("banking"))
            throw new IllegalArgumentException(
                    "attune.words.requests must be banking or empty, got '%s'".formatted(requests));
        banking = requests.equals("banking");
    }

    public UtteranceReader.Read read(String utterance) {
        return open().utterances.read(utterance);
    }

    /// As pages get it; with what it asks for, where a trade is set.
    public WordsView view(UtteranceReader.Read read) {
        var requests = open().requests;
        return WordsView.of(
                read,
                requests == null
                        ? Optional.empty()
                        : requests.read(read.redaction().text(), read.reading().language()));
    }

    /// For tables, which also need dates, products and the versions that spoke.
    public FeedbackReader feedbackReader() {
        var opened = open();
        return new FeedbackReader(opened.texts, TopicDictionary.bundled(), opened.requests);
    }

    private synchronized Readers open() {
        var opened = readers;
        if (opened == null) {
            var texts = TextReader.open(store);
            readers = opened = new Readers(
                    texts,
                    new UtteranceReader(texts, TopicDictionary.bundled()),
                    banking ? RequestReader.open(store) : null);
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        store.close();
    }
}
