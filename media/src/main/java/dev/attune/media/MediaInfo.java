package dev.attune.media;

import java.nio.file.Path;
import java.time.Duration;

/// What a file says about its pictures, or that there are none.
///
/// @param width upright, after rotation metadata; 0 for sound
/// @param height upright, after rotation metadata; 0 for sound
/// @param frameRateHz the average over the file; 0 for an image or sound, or when the file does not say
/// @param duration zero for an image, or when the file does not say
/// @param codec FFmpeg's short name: `h264`, `vp9`, `png`
/// @param grayscale true when the file stores one channel; its frames still have three, all equal
public record MediaInfo(
        Path path,
        Kind kind,
        int width,
        int height,
        double frameRateHz,
        Duration duration,
        String codec,
        boolean grayscale) {

    public enum Kind {
        VIDEO,
        IMAGE,
        /// Sound without pictures.
        SOUND
    }

    public MediaInfo {
        if (kind != Kind.SOUND && (width < 1 || height < 1))
            throw new IllegalArgumentException(
                    "a picture needs at least one pixel, got %d x %d".formatted(width, height));
        if (!(frameRateHz >= 0 && frameRateHz < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("frame rate must be finite and not negative, got " + frameRateHz);
        if (duration.isNegative()) throw new IllegalArgumentException("duration must not be negative, got " + duration);
    }

    /// Of a recording that is sound only.
    public static MediaInfo of(SoundInfo sound) {
        return new MediaInfo(sound.path(), Kind.SOUND, 0, 0, 0, sound.duration(), sound.codec(), false);
    }
}
