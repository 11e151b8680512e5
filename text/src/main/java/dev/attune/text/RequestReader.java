package dev.attune.text;

import dev.attune.models.ModelStore;
import dev.attune.signals.ModelRef;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.text.linear.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what a customer asks a business for, in learned classes of one trade: a bank's, English. Outside the trade it
/// mostly says nothing, and that is an answer. Thread-safe; keeps nothing.
public final class RequestReader {
    private static final String ID = "text-en-requests";
    private static final float[] NO_VECTOR = {};

    private final TextNormalizer normalizer = new TextNormalizer();
    private final LanguageModel model;
    private final ModelRef ref;

    private RequestReader(LanguageModel model, ModelRef ref) {
        this.model = model;
        this.ref = ref;
    }

    /// @param id of the class as its corpus names it, for example `card_arrival`
    public record Request(String id, double probability) {
        public Request {
            if (!(probability >= 0 && probability <= 1))
                throw new IllegalArgumentException("a probability must be in [0, 1], got " + probability);
        }
    }

    /// @param store holds the weights; stays the caller's
    public static RequestReader open(ModelStore store) {
        return new RequestReader(
                LanguageModel.parse(store.resource(ID)), store.card(ID).ref());
    }

    /// The likeliest request whose probability reaches its threshold.
    ///
    /// @param text redacted
    public Optional<Request> read(String text, Language language) {
        return language.equals(Language.ENGLISH)
                ? verdicts(text).entrySet().stream()
                        .filter(entry -> entry.getValue().yes())
                        .map(RequestReader::request)
                        .max(Comparator.comparingDouble(Request::probability))
                : Optional.empty();
    }

    /// Every request by its own probability, the likeliest first: for measuring.
    public List<Request> ranked(String text) {
        return verdicts(text).entrySet().stream()
                .map(RequestReader::request)
                .sorted(Comparator.comparingDouble(Request::probability).reversed())
                .toList();
    }

    private Map<String, Verdict> verdicts(String text) {
        var normalized = normalizer.normalize(text);
        var features = NgramFeatures.of(normalized);
        return features.size() == 0 ? Map.of() : model.answers(model.margins(normalized, features), NO_VECTOR);
    }

    private static Request request(Map.Entry<String, Verdict> entry) {
        return new Request(entry.getKey(), entry.getValue().probability());
    }

    public ModelRef ref() {
        return ref;
    }
}
