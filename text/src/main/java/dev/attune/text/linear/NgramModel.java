package dev.attune.text.linear;

import java.util.Arrays;
import java.util.List;

/// The experts of one language on hashed n-grams: one margin per corpus and label, `bias + w · x`, where x is
/// (1 + ln count) · ln(1 + rows / document frequency) of the known buckets, scaled to length 1.
///
/// Thread-safe. Weights are 8 bits wide with one scale per expert: a few MB for a language.
public final class NgramModel {
    /// @param corpus what the expert was trained on, for example `brighter`
    /// @param label what it tells, for example `joy`
    /// @param bias added to the margin
    /// @param scale of the 8-bit weights
    public record Expert(String corpus, String label, float bias, float scale) {}

    private static final int FREE = -1;

    private final List<Expert> experts;
    private final int rows;
    private final int[] buckets; // ascending
    private final int[] documentFrequencies;
    private final byte[] weights; // [bucket][expert]

    private final int[] keys; // open addressing, a power of two
    private final int[] places;
    private final float[] idf;

    /// @param rows texts that the document frequencies were counted on
    /// @param buckets the known ones, ascending
    /// @param weights `[bucket][expert]`, row-major
    public NgramModel(List<Expert> experts, int rows, int[] buckets, int[] documentFrequencies, byte[] weights) {
        if (weights.length != buckets.length * experts.size() || documentFrequencies.length != buckets.length)
            throw new IllegalArgumentException("%d buckets of %d experts need as many weights, got %d; frequencies: %d"
                    .formatted(buckets.length, experts.size(), weights.length, documentFrequencies.length));
        this.experts = List.copyOf(experts);
        this.rows = rows;
        this.buckets = buckets;
        this.documentFrequencies = documentFrequencies;
        this.weights = weights;
        keys = new int[Integer.highestOneBit(Math.max(4, 3 * buckets.length))]; // at most two thirds full
        places = new int[keys.length];
        idf = new float[buckets.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < buckets.length; i++) {
            int slot = slot(buckets[i]);
            keys[slot] = buckets[i];
            places[slot] = i;
            idf[i] = inverseFrequency(rows, documentFrequencies[i]);
        }
    }

    /// How rare a bucket is: ln(1 + rows / document frequency).
    public static float inverseFrequency(int rows, int documentFrequency) {
        return (float) Math.log(1 + (double) rows / documentFrequency);
    }

    public List<Expert> experts() {
        return experts;
    }

    /// How long a text is: the logarithm of its number of n-grams, about 0.2 for a word and 0.7 for a page.
    public static float length(NgramFeatures features) {
        return (float) Math.log1p(features.size()) / 10;
    }

    /// @return the margin of each expert, then the [#length]
    public float[] margins(NgramFeatures features) {
        int count = experts.size();
        var margins = new float[count + 1];
        double square = 0;
        for (int i = 0; i < features.size(); i++) {
            int slot = slot(features.bucket(i));
            if (keys[slot] == FREE) continue;
            int place = places[slot];
            float value = features.frequency(i) * idf[place];
            square += value * value;
            int at = place * count;
            for (int e = 0; e < count; e++) margins[e] += value * weights[at + e];
        }
        float norm = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
        for (int e = 0; e < count; e++) {
            var expert = experts.get(e);
            margins[e] = expert.bias() + margins[e] * norm * expert.scale();
        }
        margins[count] = length(features);
        return margins;
    }

    int rows() {
        return rows;
    }

    int[] buckets() {
        return buckets;
    }

    int[] documentFrequencies() {
        return documentFrequencies;
    }

    byte[] weights() {
        return weights;
    }

    /// Where the bucket is, or would be.
    private int slot(int bucket) {
        int slot = (bucket * 0x9E3779B1 >>> 7) & (keys.length - 1); // spreads neighbours
        while (keys[slot] != FREE && keys[slot] != bucket) slot = (slot + 1) & (keys.length - 1);
        return slot;
    }
}
