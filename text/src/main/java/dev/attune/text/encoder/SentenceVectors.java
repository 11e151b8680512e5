package dev.attune.text.encoder;

import dev.attune.models.ModelStore;
import dev.attune.models.SentenceEncoder;
import dev.attune.models.SentenceEncoder.Pooling;
import dev.attune.signals.ModelRef;

/// One vector of length 1 for one sentence as it was written. Thread-safe.
public final class SentenceVectors {
    private static final int MOST_PIECES = 128; // what the encoders were trained with

    /// Which encoders there are.
    public enum Kind {
        MINILM_EN("sentence-minilm-en", Pooling.MEAN),
        BGE_ZH("sentence-bge-zh", Pooling.FIRST);

        private final String id;
        private final Pooling pooling;

        Kind(String id, Pooling pooling) {
            this.id = id;
            this.pooling = pooling;
        }

        /// The id of its model card.
        public String id() {
            return id;
        }

        /// @throws IllegalArgumentException when there is no such encoder
        public static Kind of(String id) {
            for (var kind : values()) if (kind.id.equals(id)) return kind;
            throw new IllegalArgumentException("there is no sentence encoder '%s'".formatted(id));
        }
    }

    private final Kind kind;
    private final WordPieceTokenizer tokenizer;
    private final SentenceEncoder encoder;

    private SentenceVectors(Kind kind, WordPieceTokenizer tokenizer, SentenceEncoder encoder) {
        this.kind = kind;
        this.tokenizer = tokenizer;
        this.encoder = encoder;
    }

    /// @param store stays the caller's, and must outlive this
    public static SentenceVectors open(ModelStore store, Kind kind) {
        return new SentenceVectors(
                kind, new WordPieceTokenizer(store.resource(kind.id + "-pieces")), store.encoder(kind.id));
    }

    public ModelRef ref() {
        return encoder.card().ref();
    }

    public float[] of(String sentence) {
        return encoder.encode(tokenizer.pieces(sentence, MOST_PIECES), kind.pooling);
    }
}
