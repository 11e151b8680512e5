package dev.attune.decisions;

import java.time.Duration;
import java.util.Optional;

/// One line of behaviour: when this is displayed there for so long, do that.
///
/// @param slot at most one action runs per slot
/// @param priority the higher one takes the slot
/// @param when must be true for `holds` without a gap longer than `grace`
/// @param stay keeps the action running; looser than `when` for hysteresis
/// @param release how long `stay` must be false until the action ends
/// @param cooldown from the end of the action until the rule may act again
/// @param does what the service does then, for whoever runs it
/// @param reason template for people; see [Phrase] for its placeholders
/// @param fallback what the service does when it cannot carry out the action
public record Rule(
        String id,
        String slot,
        int priority,
        Condition when,
        Condition stay,
        Duration holds,
        Duration grace,
        Duration release,
        Duration cooldown,
        Action action,
        Wording does,
        Wording reason,
        String fallback) {
    public Rule {
        if (!action.actionClass().mayFollowAffect()) {
            refuseAffect(id, action, when);
            refuseAffect(id, action, stay);
        }
        refuseConsent(id, when);
        refuseConsent(id, stay);
        if (!when.affectInputs().isEmpty() || !stay.affectInputs().isEmpty()) refuseDisguise(id, action);
    }

    /// People who decline must be served as well, so nothing may hold because they cannot be read.
    private static void refuseConsent(String id, Condition condition) {
        for (var input : condition.inputs())
            if (input.startsWith(SituationVocabulary.FACTS + ".")
                    && Reach.tellsConsent(input.substring(SituationVocabulary.FACTS.length() + 1)))
                throw new IllegalArgumentException(
                        "rule '%s' reads %s: what a person answered is not visible to rules, because one that sees it could punish a refusal. Maybe leave it out."
                                .formatted(id, input));
        condition.holdingUnread().ifPresent(clause -> {
            throw new IllegalArgumentException(
                    "rule '%s': \"%s\" also holds of people who cannot be read, such as those who declined, and would treat them otherwise. Maybe ask for what is displayed, or for page and facts alone."
                            .formatted(id, clause));
        });
    }

    private static void refuseDisguise(String id, Action action) {
        Reach.disguised(action.parameters()).ifPresent(parameter -> {
            throw new IllegalArgumentException(
                    "rule '%s' reads the person's display and its action '%s' has the parameter '%s': prices, entitlements and pressure may not follow a display, whatever class they are given. Maybe leave it out, or set it to false."
                            .formatted(id, action.id(), parameter));
        });
    }

    private static void refuseAffect(String id, Action action, Condition condition) {
        if (!condition.affectInputs().isEmpty())
            throw new IllegalArgumentException(
                    "rule '%s' reads %s but its action '%s' is of class %s; what a person displays may only lead to "
                                    .formatted(
                                            id,
                                            String.join(", ", condition.affectInputs()),
                                            action.id(),
                                            action.actionClass())
                            + ActionClass.thatMayFollowAffect()
                            + ". Maybe decide on page and facts alone, or offer help.");
    }

    /// Whether what the person displays can make this rule act.
    public boolean readsAffect() {
        return !when.affectInputs().isEmpty() || !stay.affectInputs().isEmpty();
    }

    /// Why two rules cannot stand in one playbook. A rule that follows the display must not share a slot with
    /// pressure or entitlement: by taking the slot it would grant or withhold what it may not touch.
    Optional<String> conflictWith(Rule other) {
        if (id.equals(other.id)) return Optional.of("the rule id '%s' is used twice".formatted(id));
        boolean mixed = readsAffect() && !other.action.actionClass().mayFollowAffect()
                || other.readsAffect() && !action.actionClass().mayFollowAffect();
        if (slot.equals(other.slot) && mixed)
            return Optional.of(("rules '%s' and '%s' share the slot '%s', but one reads the person's display and the "
                            + "other is pressure or entitlement. Maybe give them different slots.")
                    .formatted(other.id, id, slot));
        return Optional.empty();
    }
}
