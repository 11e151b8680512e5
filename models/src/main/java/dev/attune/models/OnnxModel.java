package dev.attune.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A loaded network. Thread-safe; share it, and give each stream its own [Runner].
public final class OnnxModel {
    private final ModelCard card;
    private final ModelCard.Contract input;
    private final OrtSession session;
    private final InferenceRuntime runtime;

    OnnxModel(ModelCard card, ModelCard.Contract input, OrtSession session, InferenceRuntime runtime) {
        this.card = card;
        this.input = input;
        this.session = session;
        this.runtime = runtime;
    }

    public ModelCard card() {
        return card;
    }

    /// A runner with buffers of its own. Close it before the store.
    public Runner newRunner() {
        try {
            return new Runner(card, input, session, runtime);
        } catch (OrtException e) {
            throw new ModelException("No runner for the model '%s': %s".formatted(card.id(), e.getMessage()), e);
        }
    }

    /// @param file where the network came from, for the message
    /// @throws ModelException when the network has other inputs or outputs than its card
    void requireContract(Path file) {
        try {
            requireSame(file, "input", session.getInputInfo(), List.of(input));
            requireSame(file, "output", session.getOutputInfo(), card.outputs());
        } catch (OrtException e) {
            throw new ModelException("The network %s tells no inputs: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void requireSame(Path file, String what, Map<String, NodeInfo> actual, List<ModelCard.Contract> expected) {
        for (var contract : expected) {
            var found = actual.get(contract.name());
            boolean same = found != null
                    && found.getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && Arrays.equals(
                            tensor.getShape(),
                            contract.shape().stream()
                                    .mapToLong(Integer::longValue)
                                    .toArray());
            if (!same)
                throw new ModelException(
                        ("The network %s cannot stand in for %s: expected an %s '%s' of floats %s, found %s.\n"
                                        + "Maybe name the file that attune train wrote.")
                                .formatted(file, card.id(), what, contract.name(), contract.shape(), actual.values()));
        }
    }

    void close() throws OrtException {
        session.close();
    }
}
