package dev.attune.evaluation.voice;

import dev.attune.evaluation.voice.VoiceIndex.Clip;
import dev.attune.voice.ToneReading;
import org.jspecify.annotations.Nullable;

/// What was heard in one clip.
///
/// @param reading null where nobody was heard to speak, or too little to read: an error of its label
/// @param unreadable why the file could not be heard at all, in one line; null where it could
record VoiceAnswer(
        Clip clip, @Nullable ToneReading reading, @Nullable String unreadable) {
    static VoiceAnswer heard(Clip clip, @Nullable ToneReading reading) {
        return new VoiceAnswer(clip, reading, null);
    }

    static VoiceAnswer unreadable(Clip clip, String reason) {
        return new VoiceAnswer(clip, null, reason);
    }
}
