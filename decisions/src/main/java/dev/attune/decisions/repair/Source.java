package dev.attune.decisions.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where a sign of trouble comes from.
public enum Source {
    /// A moment of a live session or a call, for example rising frustration.
    MOMENT(true),
    /// What the person wrote.
    TEXT(true),
    /// What the person wrote leans down, and they threaten to leave.
    CHURN_THREAT(true),
    /// What the person wrote leans down, and they ask for a person.
    REQUEST_FOR_HUMAN(true),
    /// What the person wrote leans down, and they cannot wait.
    URGENCY(true),
    /// An alert of early warning about this person.
    ALERT(true),
    /// What the person answered when asked: CSAT, NPS, CES.
    ANSWER(false),
    /// Somebody who talked to the person says so.
    AGENT(false);

    private final boolean affect;

    Source(boolean affect) {
        this.affect = affect;
    }

    /// Whether it was read from what the person displayed, and so goes when their consent goes.
    public boolean affect() {
        return affect;
    }

    /// The name used in protocols and data, for example `text`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming the value
    public static Source of(String id) {
        for (var source : values()) if (source.id().equals(id)) return source;
        throw new IllegalArgumentException("unknown source '%s'. Maybe one of: %s."
                .formatted(id, Arrays.stream(values()).map(Source::id).collect(Collectors.joining(", "))));
    }
}
