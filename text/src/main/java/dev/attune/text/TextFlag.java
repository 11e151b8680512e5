package dev.attune.text;

import java.util.Locale;

/// Something about an utterance that a reader of the result should know.
public enum TextFlag {
    /// A negation governs what was read: "not bad", "не очень".
    NEGATED,
    /// Praise in the words against marks of the opposite. A suspicion, never proof.
    SARCASM_SUSPECTED,
    /// Longer than what is read at once; only the beginning and the end were read.
    SHORTENED;

    /// The name used in protocols and files, for example `sarcasm-suspected`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
