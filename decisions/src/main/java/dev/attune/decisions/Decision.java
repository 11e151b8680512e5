package dev.attune.decisions;

import java.time.Duration;

/// One action that was chosen, with everything needed to explain and evaluate it later.
///
/// @param id unique within a session, the same when the session is replayed
/// @param at media time
/// @param propensity probability with which this action was chosen given the situation; 1 for a rule, which leaves
///     nothing to chance
/// @param fallback what the service does when it cannot carry out the action
public record Decision(
        String id,
        Duration at,
        String playbook,
        int version,
        String rule,
        Action action,
        Explanation explanation,
        double propensity,
        String fallback) {
    public Decision {
        if (!(propensity > 0 && propensity <= 1))
            throw new IllegalArgumentException("propensity must be in (0, 1], got " + propensity);
    }
}
