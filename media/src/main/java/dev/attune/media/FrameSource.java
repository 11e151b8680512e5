package dev.attune.media;

import org.jspecify.annotations.Nullable;

/// The frames of one recording, in order. Owned by one thread. Contract:
/// 1. `next` until it returns null; times strictly increase and come from the stream, gaps are allowed.
/// 2. The pixels of a frame are valid until the following `next`; copy them to keep them.
/// 3. `ending` then says whether the recording was whole.
/// 4. `close` always; it is safe to call twice.
public interface FrameSource extends AutoCloseable {

    MediaInfo info();

    /// The next frame, or null after the last.
    ///
    /// @throws MediaException when a picture cannot be turned into a frame. Damaged stretches are skipped instead,
    ///     and [#ending] tells when nothing followed them.
    @Nullable
    Frame next() throws MediaException;

    /// @throws IllegalStateException before `next` has returned null
    Ending ending();

    @Override
    void close();
}
