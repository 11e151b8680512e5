package dev.attune.fusion;

import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import java.time.Duration;

/// A frame that is still encoded. Called at most once, and only after the gate agreed.
@FunctionalInterface
public interface FrameDecoder {
    Frame decode(Duration at) throws MediaException;
}
