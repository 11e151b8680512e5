package dev.attune.signals;

/// The displayed expression, or an explicit abstention with its reason.
public sealed interface DisplayPattern {

    /// @param probabilities smoothed; their delay stands in [Affect#delay()]
    record Displayed(EmotionDistribution probabilities) implements DisplayPattern {}

    record Abstained(Reason reason) implements DisplayPattern {}
}
