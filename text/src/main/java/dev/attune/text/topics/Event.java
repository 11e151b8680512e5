package dev.attune.text.topics;

import java.util.Locale;

/// What words tell of the course of things, blame or not. A complaint that names no feeling is told by several of them
/// together: something was due, and did not come.
enum Event {
    /// Promised, agreed, paid for, described.
    EXPECTED,
    /// Did not happen, is not there, nobody did it.
    ABSENT,
    /// Goes on until now.
    ONGOING,
    /// Once more.
    REPEATED,
    /// Time that went by, or was not kept.
    OVERDUE,
    /// Does not work, broke, is closed.
    BROKEN,
    /// Another thing than was due.
    WRONG,
    /// Money that went, or did not come.
    MONEY,
    /// The writer did their part.
    TRIED,
    /// Came right: speaks against a complaint.
    SETTLED,
    /// Asked, planned or wished: speaks against a complaint.
    OPEN;

    /// Whether it speaks for a complaint, not against one.
    boolean speaksFor() {
        return ordinal() < SETTLED.ordinal();
    }

    /// The name used in dictionaries, for example `overdue`.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
