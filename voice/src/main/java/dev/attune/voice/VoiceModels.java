package dev.attune.voice;

import dev.attune.models.ModelStore;
import dev.attune.models.OnnxModel;
import dev.attune.models.OperatorModel;
import dev.attune.signals.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The networks of this room, loaded once and shared by all channels. Thread-safe.
///
/// Takes over the store: closing this closes it. Close every [VoiceAnalyzer] first.
public final class VoiceModels implements AutoCloseable {
    private final ModelStore store;
    private final OnnxModel speech;
    private final OnnxModel tone;
    private final @Nullable OperatorTone operator;
    private final List<ModelRef> refs;

    private VoiceModels(ModelStore store, @Nullable OperatorTone operator) {
        this.store = store;
        this.operator = operator;
        this.speech = store.load(SpeechProbability.ID);
        this.tone = store.load(ToneReader.ID);
        var spoke = new ArrayList<ModelRef>();
        spoke.add(speech.card().ref());
        spoke.add(tone.card().ref());
        spoke.add(new ModelRef(VoiceFeatures.FORMULA, VoiceFeatures.VERSION));
        spoke.add(SpeechSegmenter.definition());
        spoke.add(VoiceAnalyzer.DEFINITION.ref());
        spoke.add(SoundQuality.definition());
        spoke.add(NeutralVoice.definition());
        spoke.add(SpeechRate.definition());
        if (operator != null) spoke.add(operator.ref());
        this.refs = List.copyOf(spoke);
    }

    /// @throws dev.attune.models.ModelException when a model is missing or altered
    public static VoiceModels open(ModelStore store) {
        return new VoiceModels(store, null);
    }

    /// With a speech-emotion network of the operator's own, which speaks instead of ours as far as it has outputs:
    /// one input `[1, n]` of 16 kHz sound in -1..1; outputs named `arousal` and `valence` in -1..1 and, as
    /// probabilities, like a [Tone].
    ///
    /// @throws dev.attune.models.ModelException when that file is missing or not such a network, too
    public static VoiceModels open(ModelStore store, Path operatorModel) {
        return new VoiceModels(store, new OperatorTone(OperatorModel.open(operatorModel)));
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

    @Nullable
    OperatorTone operator() {
        return operator;
    }

    @Override
    public void close() {
        if (operator != null) operator.close();
        store.close();
    }
}
