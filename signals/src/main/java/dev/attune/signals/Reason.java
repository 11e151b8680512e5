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
    DECODER_FAILED,
    CONSENT_MISSING;

    /// The name used in protocols and files, for example `face-too-small`; also the key of its message.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
