package dev.attune.text;

import dev.attune.models.ModelStore;
import dev.attune.signals.ModelRef;
import dev.attune.text.linear.Combiner;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.text.linear.Verdict;
import dev.attune.text.topics.IntentHead;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Hears what a customer wants where no set phrase says so: calm complaints ("Promised for Monday, today is Friday"),
/// threats to leave, wishes for a person, haste. Two models for English, Russian and Chinese together: n-grams, and
/// what the dictionary finds. Thread-safe; keeps nothing.
public final class IntentReader implements IntentHead {
    public static final String COMPLAINT = "complaint";
    public static final String CHURN_THREAT = "churn-threat";
    public static final String REQUEST_FOR_HUMAN = "request-for-human";
    public static final String URGENT = "urgent";

    private static final String COMPLAINTS = "text-complaints";
    private static final String WISHES = "text-wishes";
    private static final float[] NO_VECTOR = {};

    private final TextNormalizer normalizer = new TextNormalizer();
    private final LanguageModel complaints;
    private final LanguageModel wishes;
    private final Map<String, Combiner> combiners; // by label
    private final List<ModelRef> refs;

    private IntentReader(LanguageModel complaints, LanguageModel wishes, List<ModelRef> refs) {
        this.complaints = complaints;
        this.wishes = wishes;
        this.combiners = List.of(complaints, wishes).stream()
                .flatMap(model -> model.plain().stream())
                .collect(Collectors.toMap(Combiner::label, Function.identity()));
        this.refs = List.copyOf(refs);
    }

    /// @param store holds the weights; stays the caller's
    public static IntentReader open(ModelStore store) {
        return new IntentReader(
                LanguageModel.parse(store.resource(COMPLAINTS)),
                LanguageModel.parse(store.resource(WISHES)),
                List.of(store.card(COMPLAINTS).ref(), store.card(WISHES).ref()));
    }

    @Override
    public Optional<Heard> hear(String text, Evidences evidence) {
        var features = NgramFeatures.of(normalizer.normalize(text));
        if (features.size() == 0) return Optional.empty();
        var complaint = joined(complaints.ngrams().margins(features), evidence.ofComplaint());
        var wish = joined(wishes.ngrams().margins(features), evidence.ofWish());
        return Optional.of(new Heard(
                verdict(COMPLAINT, complaint),
                verdict(CHURN_THREAT, wish),
                verdict(REQUEST_FOR_HUMAN, wish),
                verdict(URGENT, wish)));
    }

    private Verdict verdict(String label, float[] numbers) {
        var combiner = combiners.get(label);
        if (combiner == null) throw new IllegalStateException("the weights tell nothing of '%s'".formatted(label));
        return new Verdict(combiner.probability(numbers, NO_VECTOR), combiner.threshold());
    }

    /// What a combiner takes: the margins of the n-grams, the length, the evidence.
    public static float[] joined(float[] margins, float[] evidence) {
        var all = Arrays.copyOf(margins, margins.length + evidence.length);
        System.arraycopy(evidence, 0, all, margins.length, evidence.length);
        return all;
    }

    public List<ModelRef> refs() {
        return refs;
    }
}
