package dev.attune.server.words;

import dev.attune.models.ModelStore;
import dev.attune.text.RequestReader;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.TopicDictionary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The one reader of words in the house, opened with the first utterance. Whoever calls has asked the gate.
@Component
public class Words implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Words.class);

    /// A longer utterance is no chat message.
    public static final int LONGEST = 10_000; // characters

    private final ModelStore store = ModelStore.bundled();
    private @Nullable Readers readers; // guarded by this

    private final boolean banking;
    private final TextReader.Weights weights;

    private record Readers(
            TextReader texts,
            UtteranceReader utterances,
            @Nullable RequestReader requests) {}

    /// @param requests `banking` names what a bank's customer asks for, too; empty for no trade
    /// @param weights `research` also opens weights that are for research only
    Words(@Value("${attune.words.requests:}") String requests, @Value("${attune.words.weights:open}") String weights) {
        if (!requests.isEmpty() && !requests.equals("banking"))
            throw new IllegalArgumentException(
                    "attune.words.requests must be banking or empty, got '%s'".formatted(requests));
        banking = requests.equals("banking");
        this.weights = switch (weights) {
            case "open" -> TextReader.Weights.OPEN;
            case "research" -> TextReader.Weights.RESEARCH;
            default ->
                throw new IllegalArgumentException(
                        "attune.words.weights must be open or research, got '%s'".formatted(weights));
        };
        if (this.weights == TextReader.Weights.RESEARCH)
            LOG.warn("Chinese words are read with text-zh-reviews, weights for research only: see their model card");
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
            var texts = TextReader.open(store, TextReader.Heads.NGRAM, weights);
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
