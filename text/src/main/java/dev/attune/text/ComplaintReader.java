package dev.attune.text;

import dev.attune.models.ModelStore;
import dev.attune.signals.ModelRef;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.text.linear.Verdict;
import dev.attune.text.topics.ComplaintHead;
import java.util.Arrays;
import java.util.Optional;

/// Hears complaints, also the calm ones that blame nobody and name no feeling: "Promised for Monday, today is Friday."
/// One model for English, Russian and Chinese: n-grams, and what the dictionary says happened. Thread-safe; keeps
/// nothing.
public final class ComplaintReader implements ComplaintHead {
    private static final String ID = "text-complaints";
    private static final float[] NO_VECTOR = {};

    private final TextNormalizer normalizer = new TextNormalizer();
    private final LanguageModel model;
    private final ModelRef ref;

    private ComplaintReader(LanguageModel model, ModelRef ref) {
        this.model = model;
        this.ref = ref;
    }

    /// @param store holds the weights; stays the caller's
    public static ComplaintReader open(ModelStore store) {
        return new ComplaintReader(
                LanguageModel.parse(store.resource(ID)), store.card(ID).ref());
    }

    @Override
    public Optional<Verdict> complains(String text, float[] evidence) {
        var features = NgramFeatures.of(normalizer.normalize(text));
        if (features.size() == 0) return Optional.empty();
        var combiner = model.plain().getFirst();
        double probability = combiner.probability(joined(model.ngrams().margins(features), evidence), NO_VECTOR);
        return Optional.of(new Verdict(probability, combiner.threshold()));
    }

    /// What the combiner takes: the margin of the n-grams, the length, the evidence.
    public static float[] joined(float[] margins, float[] evidence) {
        var all = Arrays.copyOf(margins, margins.length + evidence.length);
        System.arraycopy(evidence, 0, all, margins.length, evidence.length);
        return all;
    }

    public ModelRef ref() {
        return ref;
    }
}
