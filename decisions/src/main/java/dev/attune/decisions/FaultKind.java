package dev.attune.decisions;

/// What kind of thing is wrong at one place of a condition; who reads it in their language is told by this.
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
    /// Anything else that CEL may say.
    OTHER
}
