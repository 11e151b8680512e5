package dev.attune.evaluation;

import dev.attune.media.MediaInfo;
import dev.attune.media.SoundInfo;
import dev.attune.signals.Purpose;
import java.util.Optional;

/// What is known about a recording before its first frame.
///
/// @param name stem of the files to write, without folder
/// @param bytes size of the recording's file
/// @param purpose what the operator declared
/// @param receipt what permits it, from the gate's answer
/// @param sound empty when no voice is read from it
/// @param soundTrouble why the sound track is not read although the voice was asked for; empty when it is, or
///     when there is none
public record RecordingFacts(
        String name,
        MediaInfo media,
        long bytes,
        Purpose purpose,
        String receipt,
        Optional<SoundInfo> sound,
        String soundTrouble) {

    /// Of a recording of which only the pictures are read.
    public RecordingFacts(String name, MediaInfo media, long bytes, Purpose purpose, String receipt) {
        this(name, media, bytes, purpose, receipt, Optional.empty(), "");
    }

    public RecordingFacts {
        if (name.isBlank() || name.contains("/"))
            throw new IllegalArgumentException("a report needs a plain file name, got '%s'".formatted(name));
    }

    /// A still picture: nothing in it takes time.
    boolean isPicture() {
        return media.kind() == MediaInfo.Kind.IMAGE;
    }

    /// The recording's file name, without its folder: a report must not tell where somebody keeps
    /// their files.
    String fileName() {
        return String.valueOf(media.path().getFileName());
    }
}
