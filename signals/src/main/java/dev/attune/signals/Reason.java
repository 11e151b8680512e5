package dev.attune.signals;

import java.util.Locale;

/// Why a value is missing or weak. `NO_FACE` and `DECODER_FAILED` are never confused.
public enum Reason {
    NO_FACE,
    FACE_TOO_SMALL,
    HEAD_TURNED,
    TOO_DARK,
    TOO_BRIGHT,
    BLURRED,
    OCCLUDED,
    LOW_CONTRAST,
    EYES_CLOSED,
    SEVERAL_FACES,
    FRAME_RATE_TOO_LOW,
    CLOCK_JUMP,
    BASELINE_MISSING,
    NOT_ENOUGH_EVIDENCE,
    LOW_CONFIDENCE,
    /// The head moves too much for what is to be read.
    HEAD_MOVING,
    /// The light changes too much for what is to be read.
    LIGHT_CHANGING,
    /// Everything was there to read, but it does not stand out from noise.
    NO_RELIABLE_SIGNAL,
    /// A forecast that was no better in tests than stating how often the event comes.
    NO_SKILL,
    /// Nobody speaks; music and noise are not speech.
    NO_SPEECH,
    /// There is speech or text, but too little of it.
    TOO_SHORT,
    /// The recording was driven beyond its range.
    CLIPPED,
    /// The noise is too strong against the voice.
    TOO_NOISY,
    /// A telephone's band: what lies above 4 kHz is missing.
    NARROW_BAND,
    /// Parts of the stream never arrived.
    GAPS,
    /// A language, or a mixture, that no model here reads.
    UNKNOWN_LANGUAGE,
    DECODER_FAILED,
    CONSENT_MISSING;

    /// The name used in protocols and files, for example `face-too-small`; also the key of its message.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
