package dev.attune.text;

import dev.attune.signals.Emotion;

/// How far the words display one emotion. Several may be displayed at once; their probabilities do not sum to 1.
///
/// @param probability calibrated, in [0, 1]
/// @param threshold from which probability on it counts as displayed, in [0, 1]
/// @param intensity in [0, 1], by the formula of `text-plane/2`; 0 unless displayed
public record EmotionReading(Emotion emotion, double probability, double threshold, double intensity) {
    public EmotionReading {
        Range.check("probability", probability, 0, 1);
        Range.check("threshold", threshold, 0, 1);
        Range.check("intensity", intensity, 0, 1);
        if (probability < threshold && intensity != 0)
            throw new IllegalArgumentException(
                    "%s is not displayed, so it has no intensity, got %s".formatted(emotion.id(), intensity));
    }

    public boolean displayed() {
        return probability >= threshold;
    }
}
