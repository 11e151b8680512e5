package dev.attune.policy;

import java.time.Instant;
import java.util.Set;

/// The answer to a [PolicyQuery], with where it comes from.
///
/// @param article of the law, or of the house where no law says so
/// @param ruleId for example `house-09`; `default-deny` where no rule matched
/// @param packVersion for example `eu/2`
/// @param validUntil ask again then: a date of the law comes into force, or the pack is due for review; not after the
///     time of the query where the review is overdue
/// @param duties what it rests on besides notice and consent
/// @param unmet those of them that nobody declared met, which is why it is blocked; empty otherwise
public record PolicyDecision(
        Outcome outcome,
        String reason,
        String article,
        String ruleId,
        String packVersion,
        Instant validUntil,
        Set<Duty> duties,
        Set<Duty> unmet) {

    /// The rule of a query that no rule of its pack matches.
    public static final String DEFAULT_DENY = "default-deny";

    public PolicyDecision {
        duties = Set.copyOf(duties);
        unmet = Set.copyOf(unmet);
    }

    /// Reason, article and rule in one line for people.
    public String inWords() {
        return "%s (%s; rule %s of %s)".formatted(reason, article, ruleId, packVersion);
    }
}
