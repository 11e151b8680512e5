package dev.attune.fusion;

import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.TextObservation;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The latest that the person of a stream said, by tone and by words, and what sensors told of the
/// body.
///
/// @param voice null when the tone was not heard
/// @param words null when there were none
/// @param body null without sensors
record Heard(
        @Nullable VoiceObservation voice,
        @Nullable TextObservation words,
        @Nullable Body body) {
    static final Heard NOTHING = new Heard(null, null, null);

    /// An observation that was complete before the one already here arrived too late to count.
    Heard with(VoiceObservation next) {
        return isBefore(next.at(), voice == null ? null : voice.at()) ? this : new Heard(next, words, body);
    }

    Heard with(TextObservation next) {
        return isBefore(next.at(), words == null ? null : words.at()) ? this : new Heard(voice, next, body);
    }

    Heard with(PhysiologyObservation next) {
        if (body == null) return new Heard(voice, words, Body.of(next));
        return isBefore(next.at(), body.at()) ? this : new Heard(voice, words, body.with(next));
    }

    Heard withoutVoice() {
        return new Heard(null, words, body);
    }

    Heard withoutWords() {
        return new Heard(voice, null, body);
    }

    Heard withoutBody() {
        return new Heard(voice, words, null);
    }

    private static boolean isBefore(Duration next, @Nullable Duration known) {
        return known != null && next.compareTo(known) < 0;
    }
}
