package dev.attune.voice;

import dev.attune.signals.Emotion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tones of voice that a classifier tells apart. Finer than [Emotion]: calm and bored speech count
/// as neutral there.
public enum Tone {
    NEUTRAL(Emotion.NEUTRAL, false),
    CALM(Emotion.NEUTRAL, false),
    HAPPINESS(Emotion.JOY, true),
    SADNESS(Emotion.SADNESS, false),
    ANGER(Emotion.ANGER, true),
    FEAR(Emotion.FEAR, true),
    DISGUST(Emotion.DISGUST, null),
    SURPRISE(Emotion.SURPRISE, true),
    BOREDOM(Emotion.NEUTRAL, false);

    private final Emotion emotion;
    private final @Nullable Boolean aroused;

    Tone(Emotion emotion, @Nullable Boolean aroused) {
        this.emotion = emotion;
        this.aroused = aroused;
    }

    /// What the product calls it.
    public Emotion emotion() {
        return emotion;
    }

    /// Whether it counts as high arousal; empty for disgust, which is heard both ways.
    public Optional<Boolean> aroused() {
        return Optional.ofNullable(aroused);
    }

    /// The name in labelled data, for example `happiness`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param id in any case
    public static Optional<Tone> of(String id) {
        return Arrays.stream(values())
                .filter(tone -> tone.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
