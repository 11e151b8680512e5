package dev.attune.evaluation;

import dev.attune.media.MediaInfo;
import dev.attune.signals.Purpose;

/// What is known about a recording before its first frame.
///
/// @param name stem of the files to write, without folder
/// @param bytes size of the recording's file
/// @param purpose what the operator declared
/// @param receipt what permits it, from the gate's answer
public record RecordingFacts(String name, MediaInfo media, long bytes, Purpose purpose, String receipt) {
    public RecordingFacts {
        if (name.isBlank() || name.contains("/"))
            throw new IllegalArgumentException("a report needs a plain file name, got '%s'".formatted(name));
    }

    /// The recording's file name, without its folder: a report must not tell where somebody keeps their files.
    String fileName() {
        return String.valueOf(media.path().getFileName());
    }
}
