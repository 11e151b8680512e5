package dev.attune.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sound of one recording, in order. Owned by one thread. Contract:
/// 1. `next` until it returns null. Each window has one [Pcm] per channel of the file, all of the same time and length,
///    at most [#WINDOW_SAMPLES] long.
/// 2. A window begins where the one before ended, to the sample. Where it begins later, sound is missing in between:
///    it was never recorded, or was damaged.
/// 3. `ending` then says whether the recording was whole.
/// 4. `close` always; it is safe to call twice.
public interface SoundSource extends AutoCloseable {

    /// Of every window, whatever the rate of the file.
    int RATE_HZ = Resampler.RATE_HZ;

    /// 0.1 s.
    int WINDOW_SAMPLES = RATE_HZ / 10;

    SoundInfo info();

    /// The channels of the next window in the order of the file, or null after the last.
    @Nullable
    List<Pcm> next() throws MediaException;

    /// @throws IllegalStateException before `next` has returned null
    Ending ending();

    @Override
    void close();
}
