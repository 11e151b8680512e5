package dev.attune.decisions.style;

import java.util.Locale;

/// The few tones between which a conversation moves.
public enum Tone {
    /// The house style: neutral, polite.
    HOUSE,
    /// After a display consistent with frustration: short, calm, with a way to a person.
    CALMING,
    /// After a display consistent with confusion: step by step, one question at a time.
    GUIDING,
    /// After a display consistent with joy.
    WARM;

    /// The name used in templates, for example `calming`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
