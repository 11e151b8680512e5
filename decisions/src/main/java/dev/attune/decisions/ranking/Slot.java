package dev.attune.decisions.ranking;

import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.FeatureSchema;

/// A place where actions are chosen, and the policy that chooses.
///
/// @param policyVersion part of every draw: another version draws anew
public record Slot(
        String id, String policyVersion, FeatureSchema schema, Explorer explorer, Guards guards, Rewards rewards) {
    public Slot {
        if (id.isBlank() || policyVersion.isBlank())
            throw new IllegalArgumentException(
                    "a slot needs an id and a policy version, got '%s' and '%s'".formatted(id, policyVersion));
    }
}
