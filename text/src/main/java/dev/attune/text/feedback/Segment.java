package dev.attune.text.feedback;

import java.util.Locale;

/// Which way a piece of feedback leans.
public enum Segment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    /// Neither the dictionary nor the learned head could tell.
    UNKNOWN;

    /// The name used in files and protocols, for example `negative`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param polarity in [-1, 1]
    /// @param polarFrom how far it must lean, see [dev.attune.text.topics.TopicDictionary#polarFrom()]
    public static Segment of(double polarity, double polarFrom) {
        if (polarity >= polarFrom) return POSITIVE;
        return polarity <= -polarFrom ? NEGATIVE : NEUTRAL;
    }

    /// @throws IllegalArgumentException naming the value
    public static Segment of(String id) {
        for (var segment : values()) if (segment.id().equals(id)) return segment;
        throw new IllegalArgumentException(
                "unknown segment '%s'. Maybe one of positive, neutral, negative, unknown.".formatted(id));
    }
}
