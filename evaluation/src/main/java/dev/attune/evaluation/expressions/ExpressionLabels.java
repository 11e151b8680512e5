package dev.attune.evaluation.expressions;

import dev.attune.signals.Emotion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The names data sets use for the eight expressions, in any case.
public final class ExpressionLabels {
    private static final Map<String, Emotion> NAMES = names();

    private ExpressionLabels() {}

    public static Optional<Emotion> parse(String name) {
        return Optional.ofNullable(NAMES.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /// For messages.
    public static String accepted() {
        return String.join(", ", NAMES.keySet());
    }

    private static Map<String, Emotion> names() {
        var names = new LinkedHashMap<String, Emotion>();
        for (var emotion : Emotion.values()) names.put(emotion.id(), emotion);
        names.put("happiness", Emotion.JOY);
        names.put("happy", Emotion.JOY);
        names.put("surprised", Emotion.SURPRISE);
        names.put("angry", Emotion.ANGER);
        names.put("fearful", Emotion.FEAR);
        names.put("sad", Emotion.SADNESS);
        names.put("disgusted", Emotion.DISGUST);
        names.put("contemptuous", Emotion.CONTEMPT);
        return names;
    }
}
