package dev.attune.voice;

import dev.attune.models.ModelStore;
import dev.attune.models.OnnxModel;
import dev.attune.signals.ModelRef;
import java.util.List;

/// The networks of this room, loaded once and shared by all channels. Thread-safe.
///
/// Takes over the store: closing this closes it. Close every [VoiceAnalyzer] first.
public final class VoiceModels implements AutoCloseable {
    private final ModelStore store;
    private final OnnxModel speech;
    private final OnnxModel tone;
    private final List<ModelRef> refs;

    private VoiceModels(ModelStore store) {
        this.store = store;
        this.speech = store.load(SpeechProbability.ID);
        this.tone = store.load(ToneReader.ID);
        this.refs = List.of(
                speech.card().ref(), tone.card().ref(), new ModelRef(VoiceFeatures.FORMULA, VoiceFeatures.VERSION));
    }

    /// @throws dev.attune.models.ModelException when a model is missing or altered
    public static VoiceModels open(ModelStore store) {
        return new VoiceModels(store);
    }

    /// Every network and formula that contributes to a reading.
    public List<ModelRef> refs() {
        return refs;
    }

    SpeechProbability newSpeechProbability() {
        return new SpeechProbability(speech);
    }

    ToneReader newToneReader() {
        return new ToneReader(tone);
    }

    @Override
    public void close() {
        store.close();
    }
}
