package dev.attune.evaluation.declared;

import dev.attune.policy.DeclaredContext;
import dev.attune.policy.PolicyDecision;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// What was declared is not permitted. The message names the rule and the article.
public final class ProhibitedUseException extends RuntimeException {
    /// The exit code of every command that refuses so.
    public static final int EXIT_CODE = 13;

    private static final long serialVersionUID = 1;

    ProhibitedUseException(DeclaredContext context, Purpose purpose, Modality modality, PolicyDecision decision) {
        super("Nothing was read: %s for %s in %s is not permitted: %s.\n%s"
                .formatted(modality.id(), purpose.id(), context, decision.inWords(), advice(decision)));
    }

    private static String advice(PolicyDecision decision) {
        return switch (decision.outcome()) {
            case AGGREGATE_ONLY, TEXT_ONLY ->
                "Results about single people are not permitted there. Maybe measure over many with attune evaluate.";
            case BLOCK, ALLOW, ALLOW_WITH_NOTICE ->
                decision.duties().isEmpty()
                        ? "Maybe --purpose, --place, --role, --jurisdiction or --age-band says something else than is the case."
                        : "Maybe declare with --meets what is met, if it is.";
        };
    }
}
