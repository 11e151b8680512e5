package dev.attune.server.customers;

import java.util.Locale;
import java.util.Optional;

/// The calls of the Segment specification.
enum Call {
    IDENTIFY,
    TRACK,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Call> of(String id) {
        for (var call : values()) if (call.id().equals(id)) return Optional.of(call);
        return Optional.empty();
    }
}
