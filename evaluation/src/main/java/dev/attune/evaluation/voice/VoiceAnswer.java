package dev.attune.evaluation.voice;

import dev.attune.evaluation.voice.VoiceIndex.Clip;
import dev.attune.voice.ToneReading;
import org.jspecify.annotations.Nullable;

/// What was heard in one clip.
///
/// @param reading null where nobody was heard to speak, or too little to read: an error of its label
record VoiceAnswer(Clip clip, @Nullable ToneReading reading) {}
