package dev.attune.decisions;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A condition over facts of the service that says whether an action may be offered at all, for example
/// `facts.cartItems > 0 && facts.openComplaint == false`.
///
/// It cannot read what a person displayed, nor what they answered when asked for consent. A fact that is
/// not known makes its part false: who knows nothing offers nothing.
public final class Eligibility {
    private final Condition condition;

    private Eligibility(Condition condition) {
        this.condition = condition;
    }

    /// @throws IllegalArgumentException naming the fault and its column, from 1
    public static Eligibility of(String text) {
        Condition condition;
        try {
            condition = SituationVocabulary.CONDITIONS.read(text);
        } catch (Condition.Unsound e) {
            throw new IllegalArgumentException(
                    "the condition '%s' is none: %s"
                            .formatted(
                                    text,
                                    e.faults().stream()
                                            .map(fault ->
                                                    "column %d: %s".formatted(fault.offset() + 1, fault.message()))
                                            .collect(Collectors.joining("; "))),
                    e);
        }
        for (var input : condition.inputs()) {
            if (!input.startsWith(SituationVocabulary.FACTS + "."))
                throw new IllegalArgumentException(
                        "who may be offered something is decided by facts alone, '%s' reads %s. Maybe facts.%s, told by the service."
                                .formatted(text, input, input.substring(input.indexOf('.') + 1)));
            if (Reach.tellsConsent(input.substring(SituationVocabulary.FACTS.length() + 1)))
                throw new IllegalArgumentException(
                        "what a person answered when asked for consent changes nothing, '%s' reads %s"
                                .formatted(text, input));
        }
        return new Eligibility(condition);
    }

    /// The first part that does not hold, as a reason; empty when all do.
    public Optional<String> objection(Map<String, Object> facts) {
        return condition.evaluate(new Inputs(null, null, 0, PageContext.UNKNOWN, facts).variables()).stream()
                .filter(clause -> !clause.value())
                .findFirst()
                .map(clause -> "not eligible: " + clause.text());
    }
}
