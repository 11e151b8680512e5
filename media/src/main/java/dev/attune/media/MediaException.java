package dev.attune.media;

/// A file or picture that cannot be turned into frames. Never means "no face": that is a result, this is a failure.
public final class MediaException extends Exception {

    public enum Kind {
        /// 0 bytes.
        EMPTY_FILE,
        /// FFmpeg recognises no format.
        NOT_MEDIA,
        /// A recording without pictures: sound only, or sound with a cover.
        NO_VIDEO_STREAM,
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
