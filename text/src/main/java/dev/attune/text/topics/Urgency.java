package dev.attune.text.topics;

import java.util.Locale;

/// How soon somebody should answer.
public enum Urgency {
    NONE,
    /// The customer threatens to leave or asks for a person.
    RAISED,
    /// The words ask for it: "urgent", "срочно", "马上".
    HIGH;

    /// The name used in protocols and files, for example `raised`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
