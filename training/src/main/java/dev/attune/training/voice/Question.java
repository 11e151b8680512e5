package dev.attune.training.voice;

import dev.attune.voice.Tone;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// What is asked of a voice, in the order in which the answers can be relied on.
enum Question {
    /// High or low; disgust is heard both ways and left out.
    AROUSAL,
    /// Against neutral; other tones are left out.
    ANGER,
    TONE,
    /// Pleasant or not; words tell it better.
    VALENCE;

    /// Class index of each tone that takes part: for the two-sided questions 1 = yes.
    Map<Tone, Integer> classes() {
        var classes = new EnumMap<Tone, Integer>(Tone.class);
        switch (this) {
            case TONE -> Arrays.stream(Tone.values()).forEach(tone -> classes.put(tone, tone.ordinal()));
            case AROUSAL ->
                Arrays.stream(Tone.values())
                        .forEach(tone -> tone.aroused().ifPresent(high -> classes.put(tone, high ? 1 : 0)));
            case ANGER -> classes.putAll(Map.of(Tone.NEUTRAL, 0, Tone.ANGER, 1));
            case VALENCE ->
                classes.putAll(
                        Map.of(Tone.HAPPINESS, 1, Tone.ANGER, 0, Tone.FEAR, 0, Tone.SADNESS, 0, Tone.DISGUST, 0));
        }
        return classes;
    }

    int size() {
        return this == TONE ? Tone.values().length : 2;
    }
}
