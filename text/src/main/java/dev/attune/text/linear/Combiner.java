package dev.attune.text.linear;

/// A calibrated answer to one yes-or-no question, from the margins of all experts and, for a joint head, the sentence
/// vector: 1 / (1 + e^-(bias + w · x)). Logistic regression without class weights, so it needs no further calibration.
///
/// @param group which answer it belongs to: a corpus whose way of labelling it learned, or `sentiment`
/// @param label for example `joy`
/// @param threshold of the probability from which the answer is yes, in (0, 1)
/// @param weights one for each number of [LanguageModel#margins], in their order, then one for each of the sentence
/// vector
@SuppressWarnings("ArrayRecordComponent") // two combiners are never compared
public record Combiner(String group, String label, float bias, float threshold, float[] weights) {
    public Combiner {
        if (!(threshold > 0 && threshold < 1))
            throw new IllegalArgumentException("a threshold must be in (0, 1), got " + threshold);
    }

    /// @param vector empty for a head without encoder
    public double probability(float[] margins, float[] vector) {
        if (margins.length + vector.length != weights.length)
            throw new IllegalArgumentException("%s/%s takes %d numbers, got %d margins and %d of the sentence"
                    .formatted(group, label, weights.length, margins.length, vector.length));
        double sum = bias;
        for (int i = 0; i < margins.length; i++) sum += weights[i] * margins[i];
        for (int i = 0; i < vector.length; i++) sum += weights[margins.length + i] * vector[i];
        return 1 / (1 + Math.exp(-sum));
    }
}
