package dev.attune.voice;

import org.jspecify.annotations.Nullable;

/// Reads frames of one channel. Single owner; reuses its buffers.
final class FrameReader {
    private final PitchCandidates pitch = new PitchCandidates();
    private final Harmonicity harmonicity = new Harmonicity();
    private final Timbre timbre = new Timbre();
    private final Formants formants = new Formants();

    /// @param centre index of the frame's middle in `sound`, [VoiceFrame#REACH] away from its ends
    /// @param before the frame 10 ms earlier, or null
    VoiceFrame at(float[] sound, int centre, @Nullable VoiceFrame before) {
        return new VoiceFrame(
                pitch.at(sound, centre),
                harmonicity.at(sound, centre),
                timbre.at(sound, centre, before == null ? null : before.spectrum()),
                formants.at(sound, centre));
    }
}
