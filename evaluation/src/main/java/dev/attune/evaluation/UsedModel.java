package dev.attune.evaluation;

import dev.attune.signals.ModelRef;

/// A model or formula that contributed to a recording.
///
/// @param licence as the weights' package states it; empty for a formula of our own
/// @param sha256 of the weights as shipped; empty for a formula
public record UsedModel(ModelRef reference, String licence, String sha256) {

    /// A formula: its id and version say all there is.
    public static UsedModel formula(ModelRef reference) {
        return new UsedModel(reference, "", "");
    }
}
