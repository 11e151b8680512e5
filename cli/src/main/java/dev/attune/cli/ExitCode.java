package dev.attune.cli;

import dev.attune.evaluation.declared.ProhibitedUseException;
import dev.attune.media.MediaException;

/// What scripts learn from the exit status. Told in `--help`; a released code keeps its meaning.
final class ExitCode {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int USAGE = 2;
    static final int SOME_FAILED = 3;
    static final int NOT_MEDIA = 4;
    static final int CANNOT_WRITE = 5;
    static final int EMPTY_FILE = 6;
    static final int NO_VIDEO = 7;
    static final int CUT_OFF = 8;
    static final int CANNOT_READ = 9;
    static final int DECODER_FAILED = 10;
    static final int TOO_LARGE = 11;
    static final int NOT_BUILT = 12;
    static final int PROHIBITED = ProhibitedUseException.EXIT_CODE;
    static final int NOT_PASSED = 14;
    static final int REPLAY_DIFFERS = 21;
    static final int INTERRUPTED = 130; // 128 + SIGINT, as shells report it

    /// For `--help`, in the same order.
    static final String TABLE = """
              0  done; "no face in the whole recording" is a result too
              1  a fault in Attune itself
              2  wrong use of the command line
              3  some of several recordings failed; the others are complete
              4  not a media file, or readings of a sensor or tool that are malformed
              5  the output cannot be written: no permission, or the disk is full
              6  the file, or its sound track, is empty
              7  neither pictures nor sound
              8  the recording is cut off; what could be read is written
              9  a file or folder cannot be read
             10  the decoder failed; never the same as "no face"
             11  the picture or file is too large
             12  a part of Attune is not built
             13  the declared purpose is not permitted in the declared place; nothing was read
             14  a limit that was asked for, such as --max-gap, was not kept
             20  the audit records are not as they were written
             21  a replayed session differs from what was said live
            130  interrupted; complete outputs stay, no half file is left""";

    private ExitCode() {}

    static int of(MediaException.Kind kind) {
        return switch (kind) {
            case EMPTY_FILE, NO_SOUND -> EMPTY_FILE;
            case NOT_MEDIA -> NOT_MEDIA;
            case NO_VIDEO_STREAM, NO_SOUND_STREAM -> NO_VIDEO;
            case CUT_OFF -> CUT_OFF;
            case UNREADABLE -> CANNOT_READ;
            case TOO_LARGE -> TOO_LARGE;
            case DECODER_FAILED -> DECODER_FAILED;
        };
    }
}
