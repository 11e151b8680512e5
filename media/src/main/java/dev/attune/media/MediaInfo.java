package dev.attune.media;

import java.nio.file.Path;
import java.time.Duration;

/// What a file says about its pictures, or that there are none.
///
/// @param width upright, after rotation metadata; 0 without pictures
/// @param height upright, after rotation metadata; 0 without pictures
/// @param frameRateHz the average over the file; 0 for an image or without pictures, or when the file does not say
/// @param duration zero for an image, or when the file does not say
/// @param codec FFmpeg's short name: `h264`, `vp9`, `png`; of sensors the format's: `xdf`
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
        SOUND,
        /// What sensors or other tools recorded: neither pictures nor sound.
        SENSORS;

        public boolean hasPictures() {
            return this == VIDEO || this == IMAGE;
        }
    }

    public MediaInfo {
        if (kind.hasPictures() && (width < 1 || height < 1))
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

    /// Of a recording of sensors or another tool.
    public static MediaInfo ofSensors(Path path, String format) {
        return new MediaInfo(path, Kind.SENSORS, 0, 0, 0, Duration.ZERO, format, false);
    }
}
