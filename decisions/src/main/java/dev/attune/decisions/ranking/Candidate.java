package dev.attune.decisions.ranking;

import dev.attune.decisions.ActionClass;
import java.util.Map;

/// One action a caller offers.
///
/// @param features numbers about the action itself, by name; those not in the slot's schema are not read
public record Candidate(String id, ActionClass actionClass, Map<String, Double> features) {
    public Candidate {
        if (id.isBlank()) throw new IllegalArgumentException("an action needs an id");
        features = Map.copyOf(features);
    }

    public static Candidate of(String id, ActionClass actionClass) {
        return new Candidate(id, actionClass, Map.of());
    }
}
