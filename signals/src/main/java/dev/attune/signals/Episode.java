package dev.attune.signals;

import java.time.Duration;

/// Onset, apex and offset of something that came and went, `onset <= apex <= offset`, in media time.
public record Episode(int trackId, Duration onset, Duration apex, Duration offset) {
    public Episode {
        Check.mediaTime("onset", onset);
        if (apex.compareTo(onset) < 0 || offset.compareTo(apex) < 0)
            throw new IllegalArgumentException(
                    "an episode needs onset <= apex <= offset, got %s, %s, %s".formatted(onset, apex, offset));
    }

    public Duration length() {
        return offset.minus(onset);
    }
}
