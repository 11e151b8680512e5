package dev.attune.signals;

import java.util.Locale;

/// On which sides of the subject's face an [ActionUnit] is present.
public enum Presence {
    NONE,
    LEFT,
    RIGHT,
    BOTH,
    /// The source sees the unit too badly to say: neither there nor absent.
    UNKNOWN;

    public static Presence of(boolean left, boolean right) {
        if (left) return right ? BOTH : LEFT;
        return right ? RIGHT : NONE;
    }

    public boolean left() {
        return this == LEFT || this == BOTH;
    }

    public boolean right() {
        return this == RIGHT || this == BOTH;
    }

    /// The name used in protocols and files, for example `both`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
