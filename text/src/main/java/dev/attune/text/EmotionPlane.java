package dev.attune.text;

import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.text.linear.Verdict;
import java.util.EnumMap;
import java.util.Map;

/// Where displayed emotions lie, how strong they are: `text-plane/2`.
final class EmotionPlane {
    static final Definition DEFINITION = Definition.load(EmotionPlane.class, "text-plane", "2");
    static final double AROUSAL_CONFIDENCE = DEFINITION.number("arousal.confidence");

    private static final double LEAST_INTENSITY = DEFINITION.number("intensity.least");
    private static final Map<Emotion, Double> AROUSAL = new EnumMap<>(Emotion.class);

    static {
        for (var emotion : TextReading.EMOTIONS) AROUSAL.put(emotion, DEFINITION.number("arousal." + emotion.id()));
    }

    private EmotionPlane() {}

    /// In [0, 1], of an emotion that is displayed.
    ///
    /// @param more what intensifiers add
    static double intensity(Verdict verdict, double more) {
        double above = (verdict.probability() - verdict.threshold()) / (1 - verdict.threshold());
        return Math.clamp(LEAST_INTENSITY + (1 - LEAST_INTENSITY) * above + more, 0, 1);
    }

    static double arousal(Emotion emotion) {
        return AROUSAL.getOrDefault(emotion, 0.0);
    }
}
