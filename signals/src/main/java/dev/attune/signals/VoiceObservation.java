package dev.attune.signals;

import java.time.Duration;
import java.util.List;

/// What one person's voice displayed over one stretch of speech.
///
/// @param arousal in [-1, 1], 0 = `baseline`
/// @param anger in [0, 1]: how probable anger is, as against neutral
/// @param valence in [-1, 1]; weak evidence: words tell it better
/// @param expression categories of the tone; calm and boredom count as neutral
/// @param models every model and formula that contributed
public record VoiceObservation(
        TimeSpan span,
        Measurement arousal,
        Measurement anger,
        Measurement valence,
        DisplayPattern expression,
        Prosody prosody,
        Baseline baseline,
        Quality quality,
        List<ModelRef> models)
        implements Observation {
    public VoiceObservation {
        arousal.optional().ifPresent(value -> Check.inRange("arousal", value, -1, 1));
        anger.optional().ifPresent(value -> Check.inRange("anger", value, 0, 1));
        valence.optional().ifPresent(value -> Check.inRange("valence", value, -1, 1));
        models = List.copyOf(models);
    }

    @Override
    public Duration at() {
        return span.end();
    }
}
