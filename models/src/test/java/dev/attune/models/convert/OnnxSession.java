package dev.attune.models.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Runs the bytes of a converted graph once, on one input.
final class OnnxSession {
    private OnnxSession() {}

    static NamedArrays run(byte[] onnx, NdArray input) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        var values = new float[input.values().length];
        for (int i = 0; i < values.length; i++) values[i] = (float) input.values()[i];
        var shape = Arrays.stream(input.shape()).asLongStream().toArray();
        try (var options = new OrtSession.SessionOptions();
                var session = environment.createSession(onnx, options);
                var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                var result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            var outputs = new HashMap<String, NdArray>();
            for (var output : result) {
                var info = (TensorInfo) output.getValue().getInfo();
                var buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
                var floats = new float[buffer.remaining()];
                buffer.get(floats);
                outputs.put(
                        output.getKey(),
                        NdArray.of(
                                floats,
                                Arrays.stream(info.getShape())
                                        .mapToInt(Math::toIntExact)
                                        .toArray()));
            }
            return new NamedArrays(outputs);
        }
    }
}
