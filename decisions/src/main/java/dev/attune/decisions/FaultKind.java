package dev.attune.decisions;

/// What kind of thing is wrong at one place of a condition or a playbook; who reads it in their language is told by
/// this.
public enum FaultKind {
    /// There is no condition.
    MISSING,
    UNKNOWN_NAME,
    /// Compared with, or made from, another type than it has, or not a yes or no as a whole.
    WRONG_TYPE,
    DOES_NOT_FIT,
    ENDS_TOO_EARLY,
    /// A name that is read by a constant key was read without one.
    WITHOUT_KEY,
    UNKNOWN_KEY,
    NO_USE,

    // of a playbook as a whole
    /// There is nothing in it.
    EMPTY,
    NOT_YAML,
    /// A list where keys should stand, keys where one value should, and the like.
    WRONG_SHAPE,
    /// A value that stands elsewhere in the file, by an alias of YAML.
    ALIAS,
    KEY_MISSING,
    KEY_TWICE,
    BLANK,
    NOT_A_WHOLE_NUMBER,
    NOT_A_NUMBER,
    NOT_A_DURATION,
    /// Outside its limits, or none of those that can be chosen.
    IMPOSSIBLE,
    UNKNOWN_PLACEHOLDER,
    /// A text claims to know what somebody has inside.
    CLAIMS_TO_KNOW,
    /// Two rules could act in one place at once.
    CONFLICT,
    /// What a display may not lead to, or a rule that sees who declined.
    NOT_ALLOWED,
    /// Anything else that CEL may say.
    OTHER
}
