package dev.attune.decisions;

import java.time.Duration;
import java.util.List;

/// How one rule stands in a situation, whether it acted or not.
///
/// @param held how long the condition has held by now
public record RuleReport(String rule, Standing standing, Duration held, List<Clause> clauses) {
    public RuleReport {
        clauses = List.copyOf(clauses);
    }

    /// What a rule is doing, or what keeps it from acting.
    public enum Standing {
        /// It acts from this situation on.
        DECIDED,
        /// Its action is already running.
        RUNNING,
        /// A clause is false or not known.
        NO_MATCH,
        /// It matches, but not for long enough yet.
        HOLDING,
        COOLING_DOWN,
        /// The playbook's frequency cap is reached.
        CAPPED,
        /// A rule of at least its priority has the slot.
        OUTRANKED,
        /// Pressure is withheld while a negative state is current.
        WITHHELD,
        /// The person undid it in this session.
        DECLINED
    }
}
