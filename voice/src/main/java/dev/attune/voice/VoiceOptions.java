package dev.attune.voice;

import java.time.Duration;

/// How one channel is listened to.
///
/// @param narrowBand whether the sound came over a telephone's band, so that nothing above 4 kHz means nothing
/// @param update how often a lasting segment is read
/// @param window how much of the latest speech a reading in between looks at
public record VoiceOptions(boolean narrowBand, Duration update, Duration window) {
    /// The longest stretch that a reading looks back on, the last one of a segment included.
    static final Duration LONGEST_WINDOW = Duration.ofSeconds(10);

    /// One second is enough for arousal, two to four for categories.
    public static final VoiceOptions WIDE_BAND = new VoiceOptions(false, Duration.ofSeconds(1), Duration.ofSeconds(3));

    public static final VoiceOptions TELEPHONE = new VoiceOptions(true, WIDE_BAND.update, WIDE_BAND.window);

    public VoiceOptions {
        if (update.compareTo(Duration.ofMillis(250)) < 0)
            throw new IllegalArgumentException("a reading every %s is too often. Maybe 1 s.".formatted(update));
        if (window.compareTo(update) < 0 || window.compareTo(LONGEST_WINDOW) > 0)
            throw new IllegalArgumentException(
                    "the window must be in %s..%s, got %s".formatted(update, LONGEST_WINDOW, window));
    }
}
