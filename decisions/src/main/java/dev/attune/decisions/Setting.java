package dev.attune.decisions;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What kind of service a [Playbook] is for; lists are ordered by it.
public enum Setting {
    RETAIL,
    SUPPORT,
    /// Banks and insurers in their service, never in what they decide.
    BANKING,
    LEARNING,
    HEALTHCARE,
    ENTERTAINMENT,
    WAITING_ROOM,
    OTHER;

    /// The name used in playbooks and addresses, for example `waiting-room`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static Setting of(String id) {
        return Arrays.stream(values())
                .filter(setting -> setting.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no setting '%s'. Maybe one of: %s."
                        .formatted(id, Arrays.stream(values()).map(Setting::id).collect(Collectors.joining(", ")))));
    }
}
