package dev.attune.signals;

import java.util.Locale;

/// The categories of a displayed expression. What is shown, not what is felt.
///
/// The product's seven headline emotions are joy, surprise, anger, fear, sadness, disgust and [State#INTEREST].
public enum Emotion {
    NEUTRAL,
    JOY,
    SURPRISE,
    ANGER,
    FEAR,
    SADNESS,
    DISGUST,
    CONTEMPT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /// The name used in protocols and files, for example `joy`.
    public String id() {
        return id;
    }
}
