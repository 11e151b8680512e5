package dev.attune.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs one network for one owner, in buffers that are allocated once. Contract:
/// 1. Fill [#input] from index 0, in the shape and range that the card states.
/// 2. [#run].
/// 3. Read [#output]; its array is overwritten by the next run.
/// 4. Close it, before the store is closed.
public final class Runner implements AutoCloseable {
    private record Output(OnnxTensor tensor, FloatBuffer buffer, float[] values) {}

    private final String id;
    private final OrtSession session;
    private final InferenceRuntime runtime;
    private final FloatBuffer input;
    private final Map<String, FloatBuffer> furtherInputs = new LinkedHashMap<>();
    private final Map<String, LongBuffer> settings = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, Output> outputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();

    Runner(ModelCard card, ModelCard.Contract input, OrtSession session, InferenceRuntime runtime) throws OrtException {
        this.id = card.id();
        this.session = session;
        this.runtime = runtime;
        this.input = direct(input.size());
        inputs.put(input.name(), tensor(this.input, input.shape()));
        for (var contract : card.furtherInputs()) addInput(contract);
        for (var contract : card.outputs()) {
            var buffer = direct(contract.size());
            var tensor = tensor(buffer, contract.shape());
            outputs.put(contract.name(), new Output(tensor, buffer, new float[contract.size()]));
            outputTensors.put(contract.name(), tensor);
        }
    }

    /// The memory the network reads: direct, native order, position 0. Its content survives a run.
    public FloatBuffer input() {
        return input.clear();
    }

    /// The memory of a further input of floating-point numbers, for instance of the state that a network carries along.
    public FloatBuffer input(String name) {
        return known(furtherInputs, name).clear();
    }

    /// Sets a further input of one whole number; it stays until it is set again.
    public void set(String name, long value) {
        known(settings, name).put(0, value);
    }

    /// @throws ModelException when ONNX Runtime refuses, for instance after the store was closed
    public void run() {
        long before = System.nanoTime();
        try (var result = session.run(inputs, Set.of(), outputTensors)) {
            runtime.addNanos(System.nanoTime() - before);
        } catch (OrtException | IllegalStateException e) {
            throw new ModelException("The model '%s' did not run: %s".formatted(id, e.getMessage()), e);
        }
        for (var output : outputs.values()) output.buffer.get(0, output.values);
    }

    /// The values of the last run, row-major in the shape of the card. The same array every time.
    public float[] output(String name) {
        var output = outputs.get(name);
        if (output == null)
            throw new IllegalArgumentException(
                    "The model '%s' has no output '%s'. Maybe one of: %s".formatted(id, name, outputs.keySet()));
        return output.values;
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        for (var output : outputs.values()) output.tensor.close();
    }

    private void addInput(ModelCard.Contract contract) throws OrtException {
        var declared = session.getInputInfo().get(contract.name());
        boolean whole = declared != null
                && declared.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.INT64;
        if (whole) {
            var buffer = ByteBuffer.allocateDirect(contract.size() * Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
            settings.put(contract.name(), buffer);
            inputs.put(
                    contract.name(), OnnxTensor.createTensor(runtime.environment(), buffer, lengths(contract.shape())));
        } else {
            var buffer = direct(contract.size());
            furtherInputs.put(contract.name(), buffer);
            inputs.put(contract.name(), tensor(buffer, contract.shape()));
        }
    }

    private <T> T known(Map<String, T> byName, String name) {
        var buffer = byName.get(name);
        if (buffer == null)
            throw new IllegalArgumentException("The model '%s' has no such further input '%s'. Maybe one of: %s"
                    .formatted(id, name, byName.keySet()));
        return buffer;
    }

    private OnnxTensor tensor(FloatBuffer buffer, List<Integer> shape) throws OrtException {
        return OnnxTensor.createTensor(runtime.environment(), buffer, lengths(shape));
    }

    private static long[] lengths(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    private static FloatBuffer direct(int values) {
        return ByteBuffer.allocateDirect(values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
