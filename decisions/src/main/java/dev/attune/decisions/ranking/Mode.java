package dev.attune.decisions.ranking;

/// How far a policy is trusted.
public enum Mode {
    /// The caller's first eligible action; nothing is learned.
    BASELINE,
    /// The caller's first eligible action; the learner watches and is compared. Every new policy starts here.
    APPRENTICE,
    /// The learner decides.
    ONLINE,
    /// The caller's first eligible action, because somebody stopped the policy.
    KILLED
}
