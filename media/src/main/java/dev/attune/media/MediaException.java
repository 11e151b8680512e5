package dev.attune.media;

/// A file or picture that cannot be turned into frames or sound. Never means "no face" or "no speech": those are
/// results, this is a failure.
public final class MediaException extends Exception {

    public enum Kind {
        /// 0 bytes.
        EMPTY_FILE,
        /// FFmpeg recognises no format.
        NOT_MEDIA,
        /// A recording without pictures: sound only, or sound with a cover.
        NO_VIDEO_STREAM,
        /// A recording without sound, or an image.
        NO_SOUND_STREAM,
        /// A sound track without a single sample.
        NO_SOUND,
        /// The file ends before its pictures can be located.
        CUT_OFF,
        /// Missing, a folder, or not permitted.
        UNREADABLE,
        /// More pixels or bytes than are decoded here.
        TOO_LARGE,
        /// The format is known, its pictures cannot be decoded.
        DECODER_FAILED
    }

    private final Kind kind;

    MediaException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
