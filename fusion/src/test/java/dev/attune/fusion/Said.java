package dev.attune.fusion;

import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Prosody;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.TextObservation;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What somebody said, by tone and by words.
final class Said {
    private static final Measurement UNKNOWN = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);

    private Said() {}

    /// The last two seconds were loud, high and angry.
    static VoiceObservation angrily(Duration end) {
        return voice(end, new Measurement.Measured(0.8, 0.9), displayed(Emotion.ANGER, 0.7));
    }

    /// Somebody spoke, but too little to tell how.
    static VoiceObservation briefly(Duration end) {
        return voice(
                end, new Measurement.NotMeasurable(Reason.TOO_SHORT), new DisplayPattern.Abstained(Reason.TOO_SHORT));
    }

    static TextObservation displeased(Duration at) {
        return new TextObservation(
                at,
                "en",
                new Measurement.Measured(-0.9, 0.8),
                UNKNOWN,
                displayed(Emotion.ANGER, 0.6),
                Quality.PERFECT,
                List.of(new ModelRef("words", "1")));
    }

    private static VoiceObservation voice(Duration end, Measurement arousal, DisplayPattern expression) {
        var start = end.minusSeconds(2);
        return new VoiceObservation(
                new TimeSpan(start.isNegative() ? Duration.ZERO : start, end),
                arousal,
                UNKNOWN,
                UNKNOWN,
                expression,
                new Prosody(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
                Baseline.POPULATION,
                new Quality(0.9, Set.of(Reason.BASELINE_MISSING)),
                List.of(new ModelRef("tone", "1")));
    }

    private static DisplayPattern displayed(Emotion emotion, double probability) {
        return new DisplayPattern.Displayed(
                EmotionDistribution.of(Map.of(emotion, probability, Emotion.NEUTRAL, 1 - probability)));
    }
}
