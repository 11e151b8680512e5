package dev.attune.models;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

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

    void close() throws OrtException {
        session.close();
    }
}
