package dev.attune.decisions.repair;

import java.util.Locale;

/// How a case ended.
public enum Outcome {
    /// The person said afterwards that it is right again.
    REPAIRED,
    /// Help was given up, or the person said for the last time that it is not right.
    NOT_REPAIRED,
    /// Nobody knows: the person was asked and did not answer.
    UNANSWERED,
    /// There was no trouble; what opened the case was misread.
    MISTAKEN,
    /// The person took back their consent, and nothing that may be kept was left of the case.
    WITHDRAWN;

    /// The name used in protocols and data, for example `not-repaired`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it counts in a repair rate: the others tell nothing about what help was worth.
    public boolean known() {
        return this == REPAIRED || this == NOT_REPAIRED;
    }

    /// @throws IllegalArgumentException naming the value and the known outcomes
    public static Outcome of(String id) {
        for (var outcome : values()) if (outcome.id().equals(id)) return outcome;
        throw new IllegalArgumentException(
                "unknown outcome '%s'. Maybe one of: repaired, not-repaired, unanswered, mistaken, withdrawn."
                        .formatted(id));
    }
}
