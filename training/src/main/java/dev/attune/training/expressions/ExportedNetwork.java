package dev.attune.training.expressions;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.attune.face.ExpressionCrop;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;

/// An exported network in the runtime that the product uses, so that what is measured is what ships. Single owner.
final class ExportedNetwork implements AutoCloseable {
    private static final double LEAST = 1e-9; // below, float probabilities say nothing

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    ExportedNetwork(byte[] onnx) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the exported network: " + e.getMessage(), e);
        }
    }

    /// @param face `[48, 48]`, normalised
    float[] probabilities(float[] face) {
        var shape = new long[] {1, 1, ExpressionCrop.SIZE, ExpressionCrop.SIZE};
        try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(face), shape);
                var result = session.run(Map.of(ExpressionExport.INPUT, input))) {
            return ((float[][]) result.get(0).getValue())[0];
        } catch (OrtException e) {
            throw new IllegalStateException("the exported network does not run: " + e.getMessage(), e);
        }
    }

    /// Logarithms of the probabilities of every example: the logits, but for a constant an example.
    float[][] logits(Examples examples) {
        var augmentation = new Augmentation(new SplittableRandom(0)); // not used: nothing is varied
        var face = new float[ExpressionCrop.SIZE * ExpressionCrop.SIZE];
        var logits = new float[examples.count()][];
        for (int i = 0; i < logits.length; i++) {
            augmentation.plain(examples.grey()[i], false, face, 0);
            float[] row = probabilities(face);
            for (int c = 0; c < row.length; c++) row[c] = (float) Math.log(Math.max(LEAST, row[c]));
            logits[i] = row;
        }
        return logits;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the exported network does not close: " + e.getMessage(), e);
        }
    }
}
