package dev.attune.signals;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a signal may be used for. A consent covers exactly one purpose and one modality.
public enum Purpose {
    /// Adapt the service for this person, now.
    PERSONALIZATION,
    /// Understand how a service does, in aggregates.
    ANALYTICS,
    /// A study whose participants were asked before.
    RESEARCH,
    /// Show whoever serves the person what that person displays.
    AGENT_ASSIST,
    /// Remember what is usual for the person, so that their next visit is read against it.
    BASELINE,
    /// Coach the person themself.
    TRAINING,
    /// Keep the person from harm, for example from falling asleep at a machine.
    SAFETY,
    /// Treat the person.
    MEDICAL,
    /// Decide on prices, credit, access or other entitlements. Named so that it can be refused: no policy permits it.
    ELIGIBILITY;

    /// The name used in protocols and files, for example `agent-assist`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming the value and the known purposes
    public static Purpose of(String id) {
        for (var purpose : values()) if (purpose.id().equals(id)) return purpose;
        throw new IllegalArgumentException("unknown purpose '%s'. Maybe one of: %s."
                .formatted(id, Arrays.stream(values()).map(Purpose::id).collect(Collectors.joining(", "))));
    }
}
