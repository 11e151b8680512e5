package dev.attune.text;

import dev.attune.signals.Emotion;
import java.util.EnumMap;
import java.util.Map;

/// Where displayed emotions lie on the arousal axis: `text-plane/1`.
final class EmotionPlane {
    static final Definition DEFINITION = Definition.load("text-plane", "1");
    static final double AROUSAL_CONFIDENCE = DEFINITION.number("arousal.confidence");

    private static final Map<Emotion, Double> AROUSAL = new EnumMap<>(Emotion.class);

    static {
        for (var emotion : TextReading.EMOTIONS) AROUSAL.put(emotion, DEFINITION.number("arousal." + emotion.id()));
    }

    private EmotionPlane() {}

    static double arousal(Emotion emotion) {
        return AROUSAL.getOrDefault(emotion, 0.0);
    }
}
