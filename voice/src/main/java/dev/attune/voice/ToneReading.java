package dev.attune.voice;

import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Calibrated probabilities of what a stretch of speech sounds like.
///
/// @param aroused of high arousal against low
/// @param angry of anger against neutral
/// @param pleasant of a pleasant tone against an unpleasant one; weak
/// @param tones one a tone, summing to 1
public record ToneReading(double aroused, double angry, double pleasant, Map<Tone, Double> tones) {
    public ToneReading {
        tones = Collections.unmodifiableMap(new EnumMap<>(tones));
        if (tones.size() != Tone.values().length)
            throw new IllegalArgumentException("every tone needs a probability, got " + tones);
    }

    static ToneReading of(float[] arousal, float[] anger, float[] valence, float[] tones) {
        var byTone = new EnumMap<Tone, Double>(Tone.class);
        for (var tone : Tone.values()) byTone.put(tone, (double) tones[tone.ordinal()]);
        return new ToneReading(arousal[1], anger[1], valence[1], byTone);
    }

    /// The likeliest tone.
    public Tone top() {
        return tones.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /// In the product's words: calm and boredom count as neutral.
    public EmotionDistribution emotions() {
        var emotions = new EnumMap<Emotion, Double>(Emotion.class);
        tones.forEach((tone, probability) -> emotions.merge(tone.emotion(), probability, Double::sum));
        return EmotionDistribution.of(emotions);
    }
}
