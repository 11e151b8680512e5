package dev.attune.signals;

import java.util.Locale;

/// What a signal may be used for. A consent covers exactly one purpose and one modality.
public enum Purpose {
    /// Adapt the service for this person, now.
    PERSONALIZATION,
    /// Understand how a service does, in aggregates.
    ANALYTICS,
    /// A study whose participants were asked before.
    RESEARCH;

    /// The name used in protocols and files, for example `personalization`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException naming the value and the known purposes
    public static Purpose of(String id) {
        for (var purpose : values()) if (purpose.id().equals(id)) return purpose;
        throw new IllegalArgumentException(
                "unknown purpose '%s'. Maybe one of: personalization, analytics, research.".formatted(id));
    }
}
