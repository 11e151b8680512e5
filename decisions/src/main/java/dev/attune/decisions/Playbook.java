package dev.attune.decisions;

import java.time.Duration;
import java.util.List;

/// A versioned set of rules for one kind of service.
///
/// @param fallback the house style, used whenever nothing is known
/// @param rules in the order of the file; ids unique
public record Playbook(
        String id, int version, Wording title, String fallback, FrequencyCap frequencyCap, List<Rule> rules) {
    public Playbook {
        if (version < 1) throw new IllegalArgumentException("a playbook's version starts at 1, got " + version);
        rules = List.copyOf(rules);
        for (int later = 1; later < rules.size(); later++)
            for (int earlier = 0; earlier < later; earlier++)
                rules.get(later).conflictWith(rules.get(earlier)).ifPresent(conflict -> {
                    throw new IllegalArgumentException(conflict);
                });
    }

    Rule rule(String ruleId) {
        for (var rule : rules) if (rule.id().equals(ruleId)) return rule;
        throw new IllegalArgumentException("playbook %s/%d has no rule '%s'. Maybe the state is from another playbook."
                .formatted(id, version, ruleId));
    }

    /// At most `decisions` per slot within any stretch of `per`, so that a service does not fidget.
    public record FrequencyCap(int decisions, Duration per) {
        public FrequencyCap {
            if (decisions < 1 || per.isNegative() || per.isZero())
                throw new IllegalArgumentException(
                        "a frequency cap needs at least one decision in a positive time, got %d per %s"
                                .formatted(decisions, per));
        }
    }
}
