package dev.attune.text.linear;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final int MAPPED = 32; // buckets of one number of the map
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<Expert> experts;
    private final int rows;
    private final int[] buckets; // ascending
    private final int[] documentFrequencies;

    // Most of the time is spent waiting for memory, so that a bucket costs one look at the map, and a known one a
    // second at its row: the low half of a number of the map says which of 32 buckets are known, the high half how many
    // before.
    private final long[] map = new long[NgramFeatures.BUCKETS / MAPPED];
    private final byte[] table; // [bucket]: how rare it is as a float, then the weight of each expert

    /// @param rows texts that the document frequencies were counted on
    /// @param buckets the known ones, ascending, in `0..NgramFeatures.BUCKETS - 1`
    /// @param weights `[bucket][expert]`, row-major
    public NgramModel(List<Expert> experts, int rows, int[] buckets, int[] documentFrequencies, byte[] weights) {
        if (weights.length != buckets.length * experts.size() || documentFrequencies.length != buckets.length)
            throw new IllegalArgumentException("%d buckets of %d experts need as many weights, got %d; frequencies: %d"
                    .formatted(buckets.length, experts.size(), weights.length, documentFrequencies.length));
        this.experts = List.copyOf(experts);
        this.rows = rows;
        this.buckets = buckets;
        this.documentFrequencies = documentFrequencies;
        int width = width();
        table = new byte[buckets.length * width];
        for (int place = 0; place < buckets.length; place++) {
            map[buckets[place] / MAPPED] |= 1L << buckets[place] % MAPPED;
            FLOAT.set(table, place * width, inverseFrequency(rows, documentFrequencies[place]));
            System.arraycopy(weights, place * experts.size(), table, place * width + Float.BYTES, experts.size());
        }
        long before = 0;
        for (int i = 0; i < map.length; i++) {
            int known = Long.bitCount(map[i]);
            map[i] |= before << MAPPED;
            before += known;
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
        // one loop for each look at memory: the processor then waits for many at once
        var rowsOfKnown = new int[features.size()];
        var values = new float[features.size()];
        int known = 0;
        int width = width();
        for (int i = 0; i < features.size(); i++) {
            int bucket = features.bucket(i);
            long mapped = map[bucket / MAPPED];
            int bit = bucket % MAPPED;
            rowsOfKnown[known] = width * ((int) (mapped >>> MAPPED) + Long.bitCount(mapped & (1L << bit) - 1));
            values[known] = features.frequency(i);
            known += (int) (mapped >>> bit) & 1;
        }
        double square = 0;
        for (int i = 0; i < known; i++) {
            float value = values[i] * (float) FLOAT.get(table, rowsOfKnown[i]);
            values[i] = value;
            square += value * value;
        }
        for (int i = 0; i < known; i++) {
            float value = values[i];
            int at = rowsOfKnown[i] + Float.BYTES;
            for (int e = 0; e < count; e++) margins[e] += value * table[at + e];
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

    /// `[bucket][expert]`, row-major.
    byte[] weights() {
        int count = experts.size();
        var weights = new byte[buckets.length * count];
        for (int place = 0; place < buckets.length; place++)
            System.arraycopy(table, place * width() + Float.BYTES, weights, place * count, count);
        return weights;
    }

    /// Bytes of one row of the table.
    private int width() {
        return Float.BYTES + experts.size();
    }
}
