package dev.attune.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.attune.signals.ModelRef;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A network that an operator brings: an ONNX file with one input of floats, `[1, n]`, n of any length. It has no card
/// here, so nobody but the operator answers for it. Thread-safe.
public final class OperatorModel implements AutoCloseable {
    private static final int CHECKSUM_DIGITS = 12;

    private final Path file;
    private final ModelRef ref;
    private final String input;
    private final InferenceRuntime runtime;
    private final OrtSession session;

    private OperatorModel(Path file, ModelRef ref, String input, InferenceRuntime runtime, OrtSession session) {
        this.file = file;
        this.ref = ref;
        this.input = input;
        this.runtime = runtime;
        this.session = session;
    }

    /// @throws ModelException when the file cannot be read, is no ONNX, or has other inputs
    public static OperatorModel open(Path file) {
        byte[] onnx;
        try {
            onnx = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(
                    "The network %s cannot be read: %s. Maybe check its path.".formatted(file, e.getMessage()), e);
        }
        var runtime = new InferenceRuntime();
        try {
            var session = runtime.session(onnx);
            var inputs = session.getInputInfo();
            var first = inputs.entrySet().iterator().next();
            boolean vector = inputs.size() == 1
                    && first.getValue().getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && tensor.getShape().length == 2;
            if (!vector) {
                session.close();
                throw new ModelException(
                        "The network %s must have one input of floats [1, n], but it has %s.".formatted(file, inputs));
            }
            var ref = new ModelRef(
                    String.valueOf(file.getFileName()), Sha256.of(onnx).substring(0, CHECKSUM_DIGITS));
            return new OperatorModel(file, ref, first.getKey(), runtime, session);
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime refuses the network %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// The file's name and the first digits of its SHA-256.
    public ModelRef ref() {
        return ref;
    }

    public Path file() {
        return file;
    }

    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /// The first number of every output of floats, in the network's order.
    ///
    /// @throws ModelException when ONNX Runtime refuses the input
    public Map<String, Float> run(float[] values) {
        try (var tensor = OnnxTensor.createTensor(
                        runtime.environment(), FloatBuffer.wrap(values), new long[] {1, values.length});
                var result = session.run(Map.of(input, tensor))) {
            var firsts = new LinkedHashMap<String, Float>();
            for (var output : result)
                if (output.getValue() instanceof OnnxTensor told && told.getInfo().type == OnnxJavaType.FLOAT)
                    firsts.put(output.getKey(), told.getFloatBuffer().get(0));
            return firsts;
        } catch (OrtException e) {
            throw new ModelException("The network %s did not run: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException("The network %s did not close: %s".formatted(file, e.getMessage()), e);
        }
    }
}
