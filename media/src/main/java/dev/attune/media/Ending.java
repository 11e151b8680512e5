package dev.attune.media;

import java.time.Duration;

/// How a recording ended.
public sealed interface Ending {

    /// Everything the file announces was read.
    record Complete() implements Ending {}

    /// The file stops before the end it announces, or its rest could not be decoded.
    ///
    /// @param at media time of the last frame that was read
    /// @param detail what was missing, for people
    record CutOff(Duration at, String detail) implements Ending {}
}
