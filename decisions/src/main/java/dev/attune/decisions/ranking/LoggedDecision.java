package dev.attune.decisions.ranking;

import dev.attune.decisions.learning.FeatureSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One decision as it is logged: the input of learning, evaluation and audit, and the explanation.
///
/// @param request as it was asked
/// @param slot id
/// @param removed ids that were offered and not eligible, each with its reason
/// @param eligible ids in the caller's order
/// @param scores believed mean reward of each eligible action; empty when the learner was not asked
/// @param probabilities of each eligible action, final: exactly what was drawn from; they sum to 1 ± 1e-9
/// @param chosen empty when nothing was eligible
/// @param explored whether `chosen` was drawn from more than one possibility; only such rows can be evaluated
/// @param learnable whether a reward may teach the learner
/// @param shadow what the learner would have done, in apprentice mode
/// @param seed of the draw
/// @param dropped names of display features that were not read because an entitlement was offered
/// @param unread names of context features that the schema does not know
public record LoggedDecision(
        RankRequest request,
        String slot,
        Mode mode,
        String policyVersion,
        String learner,
        int schemaVersion,
        Map<String, String> removed,
        List<String> eligible,
        List<Double> scores,
        List<Double> probabilities,
        Optional<String> chosen,
        Why why,
        boolean explored,
        boolean learnable,
        Optional<String> shadow,
        long seed,
        double epsilon,
        List<String> dropped,
        List<String> unread) {
    /// Who decided.
    public enum Why {
        LEARNER,
        BASELINE,
        APPRENTICE,
        KILLED,
        HELD_BACK,
        VULNERABLE,
        NOTHING_ELIGIBLE
    }

    public LoggedDecision {
        removed = Map.copyOf(removed);
        eligible = List.copyOf(eligible);
        scores = List.copyOf(scores);
        probabilities = List.copyOf(probabilities);
        dropped = List.copyOf(dropped);
        unread = List.copyOf(unread);
        double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
        if (!eligible.isEmpty() && !(Math.abs(sum - 1) <= 1e-9))
            throw new IllegalArgumentException("probabilities must sum to 1, got " + sum);
    }

    public String eventId() {
        return request.eventId();
    }

    /// The probability with which the chosen action was chosen; 0 when there is none.
    public double propensity() {
        return chosen.map(action -> probabilities.get(eligible.indexOf(action))).orElse(0.0);
    }

    /// Whether the learner would have done what the baseline did; empty outside apprentice mode.
    public Optional<Boolean> matched() {
        return shadow.map(action -> chosen.filter(action::equals).isPresent());
    }

    /// The feature vectors of the eligible actions, in their order, as the learner saw them. Actions that
    /// see the same share one array.
    public List<double[]> vectors(FeatureSchema schema) {
        boolean entitlement = request.offersEntitlement();
        var seen = schema.context(request.context(), true);
        var unseen = schema.context(request.context(), false);
        var offered = new HashMap<String, Candidate>();
        for (var candidate : request.actions()) offered.put(candidate.id(), candidate);
        return eligible.stream()
                .map(action -> Objects.requireNonNull(offered.get(action), action))
                .map(candidate -> {
                    boolean display = !entitlement && candidate.actionClass().mayFollowAffect();
                    return schema.withAction(display ? seen : unseen, candidate.features(), display);
                })
                .toList();
    }

    /// The feature vector of an offered action, as the learner saw it.
    public double[] vector(FeatureSchema schema, String action) {
        var candidate = request.actions().stream()
                .filter(offered -> offered.id().equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s was not offered".formatted(action)));
        return schema.vector(request.context(), candidate.features(), request.displayReaches(candidate));
    }
}
