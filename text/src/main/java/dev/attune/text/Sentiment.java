package dev.attune.text;

import java.util.Locale;

/// Which way an utterance leans, as its words display it.
public enum Sentiment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    /// Positive and negative parts in one utterance.
    MIXED,
    /// Not told; the reading's reasons say why.
    UNKNOWN;

    /// The name used in protocols and files, for example `positive`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
