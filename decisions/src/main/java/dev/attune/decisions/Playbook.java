package dev.attune.decisions;

import dev.attune.policy.Place;
import dev.attune.policy.Role;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// What it would have chosen in one decision that was logged elsewhere: the action of the highest rule whose
    /// condition held and whose action was eligible; empty where no rule speaks. Times, cool-downs and caps do not
    /// count: they are about sessions, and a log of single decisions has none.
    ///
    /// @param logged the situation as numbers by path: `state.confusion`, `facts.attempts`, `page.kind=checkout`
    /// @param eligible ids of actions
    public Optional<String> choiceIn(Map<String, Double> logged, List<String> eligible) {
        var variables = Inputs.logged(logged);
        return rules.stream()
                .filter(rule ->
                        eligible.contains(rule.action().id()) && rule.when().holds(variables))
                .max(Comparator.comparingInt(Rule::priority))
                .map(rule -> rule.action().id());
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
