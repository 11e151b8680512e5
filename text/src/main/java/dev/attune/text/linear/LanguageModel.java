package dev.attune.text.linear;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Everything that reads one language: experts on n-grams, and two sets of combiners, without and with an encoder.
///
/// As bytes ([#toBytes], [#parse]), big-endian: `ATTX`, format, feature scheme, buckets, language, training list,
/// experts, number of texts, the buckets as varint gaps and their document frequencies as varints, the 8-bit weights,
/// the combiners. Whether the bytes are whole is checked by whoever holds their checksum.
///
/// @param language ISO 639-1
/// @param trainingData one line per corpus: its name, rows, and checksum
/// @param encoder the id of the encoder whose vectors the joint heads take; empty when there are none
/// @param joint as [#plain], but with the sentence vector; empty when there are none
public record LanguageModel(
        String language,
        List<String> trainingData,
        NgramModel ngrams,
        List<Combiner> plain,
        String encoder,
        List<Combiner> joint) {
    private static final int MAGIC = 0x41545458; // ATTX
    private static final int FORMAT = 1;

    public LanguageModel {
        trainingData = List.copyOf(trainingData);
        plain = List.copyOf(plain);
        joint = List.copyOf(joint);
        if (encoder.isEmpty() != joint.isEmpty())
            throw new IllegalArgumentException("joint heads need an encoder and an encoder joint heads, got '%s' and %d"
                    .formatted(encoder, joint.size()));
    }

    /// The group of combiners that tell which corpus a text is like.
    public static final String CORPUS = "corpus";

    /// The group of combiners that tell how much a text is like a corpus that speaks first, from its threshold on.
    /// Those of [#CORPUS] share what it leaves.
    public static final String FIRST = "corpus/first";

    /// The group of combiners that tell which way a text leans.
    public static final String SENTIMENT = "sentiment";

    /// What the combiners take of a text beside the sentence vector: [NgramModel#margins], then what [EmotionWords]
    /// counts.
    ///
    /// @param features of the normalised text
    public float[] margins(String normalized, NgramFeatures features) {
        return withWords(language, normalized, ngrams.margins(features));
    }

    /// The margins of a text, then what [EmotionWords] counts in it: as [#margins], for whoever trains.
    public static float[] withWords(String language, String normalized, float[] margins) {
        var counts = EmotionWords.of(language).counts(normalized);
        var all = Arrays.copyOf(margins, margins.length + counts.length);
        System.arraycopy(counts, 0, all, margins.length, counts.length);
        return all;
    }

    /// The group of combiners that tell which way a text like one corpus leans, where that corpus says so itself.
    public static String sentimentOf(String corpus) {
        return SENTIMENT + "/" + corpus;
    }

    /// Mixed as [#answers]: a corpus that says itself which way its texts lean answers for what is like it, the group
    /// [#SENTIMENT] for the rest.
    ///
    /// @param vector of the encoder; empty for the plain heads
    /// @param together of the texts that this one came with
    /// @return by label: positive, neutral, negative
    public Map<String, Verdict> sentiment(float[] margins, float[] vector, CorpusShares together) {
        var likenesses = speaking(margins, vector, together);
        var bySentiment = new HashMap<String, Double>();
        double rest = 1;
        for (var combiner : heads(vector)) {
            var likeness = likenesses.get(corpusOfSentiment(combiner));
            if (likeness != null && bySentiment.put(combiner.group(), likeness) == null) rest -= likeness;
        }
        bySentiment.put(SENTIMENT, Math.max(0, rest));
        return mixed(margins, vector, bySentiment, combiner -> isSentiment(combiner));
    }

    /// Each corpus was labelled in its own way: what one calls fear, another never mentions. The answers of all ways of
    /// labelling are mixed, each by how much the text is like its corpus.
    ///
    /// A label is rare in one corpus and common in another, so that .2 may be a yes in one way, a no in another.
    /// So each answer counts in multiples of its own threshold, and the label is there when they come to one on
    /// average: Σ likeness · probability / threshold ≥ Σ likeness. As a threshold of the mixed probability, which
    /// stays calibrated, that is Σ likeness · probability / Σ likeness · probability / threshold.
    ///
    /// @param vector of the encoder; empty for the plain heads
    /// @param together of the texts that this one came with
    /// @return by label: the emotions and `neutral`, or what else a model was taught
    public Map<String, Verdict> answers(float[] margins, float[] vector, CorpusShares together) {
        return mixed(
                margins,
                vector,
                speaking(margins, vector, together),
                combiner ->
                        !combiner.group().equals(CORPUS) && !combiner.group().equals(FIRST) && !isSentiment(combiner));
    }

    /// How much a text by itself is like each corpus, about 1 in all; empty where there is but one corpus.
    ///
    /// @param vector of the encoder; empty for the plain heads
    public Map<String, Double> likenesses(float[] margins, float[] vector) {
        var likenesses = new TreeMap<String, Double>();
        double left = 1;
        for (var combiner : heads(vector))
            if (combiner.group().equals(FIRST)) {
                double likeness = combiner.probability(margins, vector);
                likenesses.put(combiner.label(), likeness);
                left -= likeness;
            }
        for (var combiner : heads(vector))
            if (combiner.group().equals(CORPUS))
                likenesses.put(combiner.label(), left * combiner.probability(margins, vector));
        return likenesses;
    }

    /// How much each corpus has to say about a text: likenesses by their worth, where what may speak first but does
    /// not leaves its part to the others.
    private Map<String, Double> speaking(float[] margins, float[] vector, CorpusShares together) {
        var likenesses = likenesses(margins, vector);
        double all = 0;
        double worth = 0;
        for (var likeness : likenesses.entrySet()) {
            all += likeness.getValue();
            likeness.setValue(likeness.getValue() * together.worth(likeness.getKey()));
            worth += likeness.getValue();
        }
        if (worth > 0) {
            double scale = all / worth;
            likenesses.replaceAll((corpus, likeness) -> likeness * scale);
        }
        double silent = 0;
        for (var combiner : heads(vector))
            if (combiner.group().equals(FIRST) && likenesses.getOrDefault(combiner.label(), 0.0) < combiner.threshold())
                silent += Objects.requireNonNullElse(likenesses.put(combiner.label(), 0.0), 0.0);
        if (silent > 0 && silent < 1) {
            double scale = 1 / (1 - silent);
            likenesses.replaceAll((corpus, likeness) -> likeness * scale);
        }
        return likenesses;
    }

    private Map<String, Verdict> mixed(
            float[] margins, float[] vector, Map<String, Double> likenesses, Predicate<Combiner> wanted) {
        var sums = new TreeMap<String, double[]>(); // of likeness, of probability by it, of multiples of the threshold
        for (var combiner : heads(vector)) {
            if (!wanted.test(combiner)) continue;
            double likeness = likenesses.getOrDefault(combiner.group(), 1.0); // where there is but one corpus
            double probability = combiner.probability(margins, vector);
            var sum = sums.computeIfAbsent(combiner.label(), label -> new double[3]);
            sum[0] += likeness;
            sum[1] += likeness * probability;
            sum[2] += likeness * probability / combiner.threshold();
        }
        var verdicts = new LinkedHashMap<String, Verdict>();
        sums.forEach((label, sum) -> verdicts.put(label, new Verdict(sum[1] / sum[0], sum[1] / sum[2])));
        return verdicts;
    }

    /// Of a text by itself.
    public Map<String, Verdict> sentiment(float[] margins, float[] vector) {
        return sentiment(margins, vector, CorpusShares.UNKNOWN);
    }

    /// Of a text by itself.
    public Map<String, Verdict> answers(float[] margins, float[] vector) {
        return answers(margins, vector, CorpusShares.UNKNOWN);
    }

    private static boolean isSentiment(Combiner combiner) {
        return combiner.group().startsWith(SENTIMENT);
    }

    private static String corpusOfSentiment(Combiner combiner) {
        return isSentiment(combiner) && combiner.group().length() > SENTIMENT.length()
                ? combiner.group().substring(SENTIMENT.length() + 1)
                : "";
    }

    private List<Combiner> heads(float[] vector) {
        return vector.length == 0 ? plain : joint;
    }

    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(NgramFeatures.SCHEME);
            out.writeInt(NgramFeatures.BUCKETS);
            out.writeUTF(language);
            out.writeInt(trainingData.size());
            for (var line : trainingData) out.writeUTF(line);
            out.writeInt(ngrams.experts().size());
            for (var expert : ngrams.experts()) {
                out.writeUTF(expert.corpus());
                out.writeUTF(expert.label());
                out.writeFloat(expert.bias());
                out.writeFloat(expert.scale());
            }
            out.writeInt(ngrams.rows());
            out.writeInt(ngrams.buckets().length);
            int last = 0;
            for (int bucket : ngrams.buckets()) {
                writeVarint(out, bucket - last);
                last = bucket;
            }
            for (int frequency : ngrams.documentFrequencies()) writeVarint(out, frequency);
            out.write(ngrams.weights());
            writeCombiners(out, plain);
            out.writeUTF(encoder);
            writeCombiners(out, joint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException when the bytes are no model, or one of another format or feature scheme
    public static LanguageModel parse(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length < 4 || in.readInt() != MAGIC)
                throw new IllegalArgumentException("these %d bytes are no text model".formatted(bytes.length));
            require("format", FORMAT, in.readInt());
            require("feature scheme", NgramFeatures.SCHEME, in.readInt());
            require("number of buckets", NgramFeatures.BUCKETS, in.readInt());
            var language = in.readUTF();
            var trainingData = new ArrayList<String>();
            for (int left = in.readInt(); left > 0; left--) trainingData.add(in.readUTF());
            var experts = new ArrayList<NgramModel.Expert>();
            for (int left = in.readInt(); left > 0; left--)
                experts.add(new NgramModel.Expert(in.readUTF(), in.readUTF(), in.readFloat(), in.readFloat()));
            int rows = in.readInt();
            var buckets = new int[in.readInt()];
            int last = 0;
            for (int i = 0; i < buckets.length; i++) buckets[i] = last += readVarint(in);
            var frequencies = new int[buckets.length];
            for (int i = 0; i < buckets.length; i++) frequencies[i] = readVarint(in);
            var weights = in.readNBytes(buckets.length * experts.size());
            var ngrams = new NgramModel(experts, rows, buckets, frequencies, weights);
            var plain = readCombiners(in);
            return new LanguageModel(language, trainingData, ngrams, plain, in.readUTF(), readCombiners(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("the text model ends too early", e);
        }
    }

    private static void require(String what, int expected, int actual) {
        if (expected != actual)
            throw new IllegalArgumentException(
                    "The text model has %s %d, but this version reads %d. Maybe train it again: attune train text"
                            .formatted(what, actual, expected));
    }

    private static void writeCombiners(DataOutputStream out, List<Combiner> combiners) throws IOException {
        out.writeInt(combiners.size());
        for (var combiner : combiners) {
            out.writeUTF(combiner.group());
            out.writeUTF(combiner.label());
            out.writeFloat(combiner.bias());
            out.writeFloat(combiner.threshold());
            out.writeInt(combiner.weights().length);
            for (float weight : combiner.weights()) out.writeFloat(weight);
        }
    }

    private static List<Combiner> readCombiners(DataInputStream in) throws IOException {
        var combiners = new ArrayList<Combiner>();
        for (int left = in.readInt(); left > 0; left--) {
            var group = in.readUTF();
            var label = in.readUTF();
            float bias = in.readFloat();
            float threshold = in.readFloat();
            var weights = new float[in.readInt()];
            for (int i = 0; i < weights.length; i++) weights[i] = in.readFloat();
            combiners.add(new Combiner(group, label, bias, threshold, weights));
        }
        return combiners;
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    private static void writeVarint(DataOutputStream out, int value) throws IOException {
        for (; value > 0x7F; value >>>= 7) out.writeByte(value & 0x7F | 0x80);
        out.writeByte(value);
    }

    private static int readVarint(DataInputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
