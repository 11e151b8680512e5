package dev.attune.text.topics;

import java.util.Locale;

/// What words bear on whether somebody threatens to leave, wishes for a person or cannot wait, without saying so by
/// themselves. "Another bank" is no threat, "my salary goes to another bank from March on" is one.
enum Hint {
    /// An operator, a manager, somebody, alive.
    PERSON,
    /// Talk, ring, connect, put through.
    REACH,
    /// A robot, a menu, an automatic answer.
    MACHINE,
    /// Close, end, switch, move away.
    LEAVE,
    /// Another firm, elsewhere.
    RIVAL,
    /// No longer, never again, from now on.
    LAST,
    /// What ties a customer to a business: contract, account, membership, being one.
    BOND,
    /// A time that is near, or after which it is too late.
    SOON,
    /// Standing still, locked out, in pain, losing by the minute.
    PRESSED,
    /// It was so, or is over: speaks against.
    PAST;

    /// The name used in dictionaries, for example `rival`.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
