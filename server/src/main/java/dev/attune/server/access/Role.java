package dev.attune.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What somebody at the console does for a living, and so may do here; who may call what stands in
/// `AccessConfiguration`.
public enum Role {
    /// Runs the server: everything.
    ADMIN,
    /// Works with sessions, feedback and experiments.
    ANALYST,
    /// Talks to customers: sees running calls and the sessions of people who ask for help.
    AGENT,
    /// Answers people's requests: consents, copies, erasures, audit.
    PRIVACY_OFFICER,
    /// Sees what is about nobody in particular.
    VIEWER;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming what is unknown and what is known
    public static Role of(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown role '%s'. Maybe one of: %s."
                        .formatted(id, Arrays.stream(values()).map(Role::id).collect(Collectors.joining(", ")))));
    }
}
