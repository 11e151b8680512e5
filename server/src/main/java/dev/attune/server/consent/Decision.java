package dev.attune.server.consent;

import java.util.Locale;

/// What a person decided about one [Choice].
public enum Decision {
    GRANTED,
    REFUSED,
    WITHDRAWN;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Decision of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
