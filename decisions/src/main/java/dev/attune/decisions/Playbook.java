package dev.attune.decisions;

import dev.attune.policy.Place;
import dev.attune.policy.Role;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.util.List;

/// A versioned set of rules for one kind of service.
///
/// @param summary what it is for, in a sentence or two
/// @param fallback the house style, used whenever nothing is known
/// @param rules in the order of the file; ids unique
/// @param example a session that shows what it does, for its simulator; may be empty
public record Playbook(
        String id,
        int version,
        Setting setting,
        Use use,
        Wording title,
        Wording summary,
        String fallback,
        FrequencyCap frequencyCap,
        List<Rule> rules,
        List<Stretch> example) {
    public Playbook {
        if (!id.matches("[a-z0-9-]{1,60}"))
            throw new IllegalArgumentException(
                    "a playbook's id has 1 to 60 small letters, digits or dashes, got '%s'".formatted(id));
        if (version < 1) throw new IllegalArgumentException("a playbook's version starts at 1, got " + version);
        rules = List.copyOf(rules);
        example = List.copyOf(example);
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

    /// Where, with whom and for what it is meant to be used; whether that is permitted is for the policy to say.
    ///
    /// @param places any of them
    /// @param purpose the sessions in which it decides
    public record Use(List<Place> places, Role role, Purpose purpose) {
        /// Customers of a shop, site or app, whose service is adapted.
        public static final Use CUSTOMERS =
                new Use(List.of(Place.WEB, Place.APP, Place.SHOP, Place.KIOSK), Role.CUSTOMER, Purpose.PERSONALIZATION);

        public Use {
            if (places.isEmpty()) throw new IllegalArgumentException("a playbook is for at least one place");
            places = List.copyOf(places);
        }
    }
}
