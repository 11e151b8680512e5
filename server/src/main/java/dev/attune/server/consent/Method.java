package dev.attune.server.consent;

import java.util.Locale;

/// How an answer to the notice came about.
enum Method {
    BUTTON,
    /// The browser's Global Privacy Control said no to everything.
    GPC,
    /// Of a minor, where only adults are read: no to everything.
    MINOR,
    /// Of a minor: no to everything until a parent or guardian confirms it.
    AWAITING_GUARDIAN,
    /// A parent answered for a minor.
    PARENT,
    LEGAL_GUARDIAN;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a yes holds.
    boolean grants() {
        return this == BUTTON || isByGuardian();
    }

    boolean isByGuardian() {
        return this == PARENT || this == LEGAL_GUARDIAN;
    }

    static Method of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
