package dev.attune.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/// A BERT encoder: the ids of a sentence's word pieces in, one vector out. Thread-safe.
///
/// Tensors: int64 `input_ids`, `attention_mask`, `token_type_ids` `[1, pieces]` → float32 `[1, pieces, dimension]`.
public final class SentenceEncoder {
    /// How the vectors of the pieces become one, before it is scaled to length 1.
    public enum Pooling {
        MEAN,
        FIRST
    }

    private final ModelCard card;
    private final OrtSession session;
    private final InferenceRuntime runtime;

    SentenceEncoder(ModelCard card, OrtSession session, InferenceRuntime runtime) {
        this.card = card;
        this.session = session;
        this.runtime = runtime;
    }

    public ModelCard card() {
        return card;
    }

    /// @param pieces with the marks of beginning and end; at least those
    /// @return of length 1
    /// @throws ModelException when ONNX Runtime refuses, for instance after the store was closed
    public float[] encode(long[] pieces, Pooling pooling) {
        var mask = new long[pieces.length];
        Arrays.fill(mask, 1);
        var environment = runtime.environment();
        long before = System.nanoTime();
        try (var ids = OnnxTensor.createTensor(environment, new long[][] {pieces});
                var attention = OnnxTensor.createTensor(environment, new long[][] {mask});
                var types = OnnxTensor.createTensor(environment, new long[][] {new long[pieces.length]});
                var result =
                        session.run(Map.of("input_ids", ids, "attention_mask", attention, "token_type_ids", types))) {
            runtime.addNanos(System.nanoTime() - before);
            return pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), pieces.length, pooling);
        } catch (OrtException | IllegalStateException e) {
            throw new ModelException("The model '%s' did not run: %s".formatted(card.id(), e.getMessage()), e);
        }
    }

    private static float[] pooled(FloatBuffer states, int pieces, Pooling pooling) {
        int dimension = states.remaining() / pieces;
        var vector = new float[dimension];
        int last = switch (pooling) {
            case MEAN -> pieces;
            case FIRST -> 1;
        };
        for (int piece = 0; piece < last; piece++)
            for (int i = 0; i < dimension; i++) vector[i] += states.get(piece * dimension + i);
        double square = 0;
        for (float value : vector) square += value * value;
        for (int i = 0; i < dimension; i++) vector[i] /= (float) Math.sqrt(square);
        return vector;
    }
}
