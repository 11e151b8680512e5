package dev.attune.evaluation.voice;

import dev.attune.voice.Tone;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The names data sets use for the tones of voice, in any case.
final class ToneLabels {
    private static final Map<String, Tone> NAMES = names();

    private ToneLabels() {}

    static Optional<Tone> parse(String name) {
        return Optional.ofNullable(NAMES.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /// For messages.
    static String accepted() {
        return String.join(", ", NAMES.keySet());
    }

    private static Map<String, Tone> names() {
        var names = new LinkedHashMap<String, Tone>();
        for (var tone : Tone.values()) names.put(tone.id(), tone);
        names.put("joy", Tone.HAPPINESS);
        names.put("happy", Tone.HAPPINESS);
        names.put("sad", Tone.SADNESS);
        names.put("angry", Tone.ANGER);
        names.put("fearful", Tone.FEAR);
        names.put("disgusted", Tone.DISGUST);
        names.put("surprised", Tone.SURPRISE);
        names.put("bored", Tone.BOREDOM);
        return names;
    }
}
