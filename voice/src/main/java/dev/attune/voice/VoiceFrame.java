package dev.attune.voice;

/// Everything that one frame of 10 ms tells by itself; what needs its neighbours is told by [Descriptors].
record VoiceFrame(
        PitchCandidates.Candidates pitch,
        Harmonicity.Periodicity periodicity,
        Timbre.Spectrum spectrum,
        Formants.Resonances formants) {

    /// Samples from one frame to the next.
    static final int HOP = Sound.RATE_HZ / 100;

    /// Where the first frame's middle lies.
    static final int FIRST = HOP / 2;

    /// Samples that a frame needs on both sides of its middle.
    static final int REACH =
            Math.max(Math.max(PitchCandidates.WINDOW / 2, Harmonicity.REACH), Math.max(Timbre.REACH, Formants.REACH));
}
