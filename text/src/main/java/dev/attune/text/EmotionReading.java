package dev.attune.text;

import dev.attune.signals.Emotion;

/// How far the words display one emotion. Several may be displayed at once; their probabilities do not sum to 1.
///
/// @param probability calibrated, in [0, 1]
/// @param intensity in [0, 1]; 0 unless displayed
/// @param displayed whether the probability reaches the threshold of this emotion in this language
public record EmotionReading(Emotion emotion, double probability, double intensity, boolean displayed) {
    public EmotionReading {
        Range.check("probability", probability, 0, 1);
        Range.check("intensity", intensity, 0, 1);
        if (!displayed && intensity != 0)
            throw new IllegalArgumentException(
                    "%s is not displayed, so it has no intensity, got %s".formatted(emotion.id(), intensity));
    }
}
