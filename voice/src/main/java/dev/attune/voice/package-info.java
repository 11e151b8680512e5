/// Sound in, what a voice displays out.
///
/// [VoiceAnalyzer] walks each stretch of sound through: voice activity → speech segments → descriptors
/// of every 10 ms → functionals of a window → prosody, and what the tone is consistent with.
/// [VoiceModels] is loaded once and shared; an analyzer belongs to one channel. The customer's channel
/// only: nothing here takes two.
@NullMarked
package dev.attune.voice;

import org.jspecify.annotations.NullMarked;
