package dev.attune.media;

import java.nio.file.Path;
import java.time.Duration;

/// What a file says about its sound track.
///
/// @param sampleRateHz of the file; its sound is always delivered at [SoundSource#RATE_HZ]
/// @param duration zero when the file does not say
/// @param codec FFmpeg's short name: `pcm_s16le`, `flac`, `mp3`, `opus`, `aac`
public record SoundInfo(Path path, int sampleRateHz, int channels, Duration duration, String codec) {
    public SoundInfo {
        if (sampleRateHz < 1 || sampleRateHz > Pcm.MAX_SAMPLE_RATE_HZ)
            throw new IllegalArgumentException(
                    "a sample rate must be in 1..%d Hz, got %d".formatted(Pcm.MAX_SAMPLE_RATE_HZ, sampleRateHz));
        if (channels < 1) throw new IllegalArgumentException("sound needs at least one channel, got " + channels);
        if (duration.isNegative()) throw new IllegalArgumentException("duration must not be negative, got " + duration);
    }
}
