package dev.attune.evaluation.text;

import java.util.List;
import java.util.Map;

/// What is asked of each text.
public enum TextTask {
    /// The emotions and `neutral`. Several labels, or none, on any line make it a task of several answers.
    EMOTION(List.of("anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral")),
    /// Positive, neutral or negative.
    SENTIMENT(List.of("positive", "neutral", "negative")),
    /// Positive or negative.
    SENTIMENT2(List.of("positive", "negative"));

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("angry", "anger"),
            Map.entry("happiness", "joy"),
            Map.entry("happy", "joy"),
            Map.entry("sad", "sadness"),
            Map.entry("fearful", "fear"),
            Map.entry("none", "neutral"),
            Map.entry("pos", "positive"),
            Map.entry("neg", "negative"),
            Map.entry("neu", "neutral"));

    private final List<String> labels;

    TextTask(List<String> labels) {
        this.labels = labels;
    }

    public List<String> labels() {
        return labels;
    }

    /// The task's name of a label, or the label as it is.
    static String canonical(String label) {
        return OTHER_NAMES.getOrDefault(label, label);
    }
}
