package dev.attune.signals;

/// How much one modality weighed in an estimate.
///
/// @param weight in [0, 1]; the weights of one estimate sum to 1
public record Contribution(Modality modality, double weight) {
    public Contribution {
        Check.inRange("weight of " + modality.id(), weight, 0, 1);
    }
}
