package dev.attune.server.access;

import java.util.Arrays;
import java.util.Locale;

/// What a key proves.
public enum KeyKind {
    /// Stands in a page, where everybody can read it: it proves that the page is meant, and nothing about a person.
    PUBLISHABLE("pk_"),
    /// Stays on a server of the operator's, which knows whom it speaks of.
    SECRET("sk_");

    private final String prefix;

    KeyKind(String prefix) {
        this.prefix = prefix;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String prefix() {
        return prefix;
    }

    static boolean isKey(String text) {
        return Arrays.stream(values()).anyMatch(kind -> text.startsWith(kind.prefix));
    }

    /// @throws IllegalArgumentException naming what is unknown and what is known
    static KeyKind of(String id) {
        for (var kind : values()) if (kind.id().equals(id)) return kind;
        throw new IllegalArgumentException("unknown kind of key '%s'. Maybe publishable or secret.".formatted(id));
    }
}
