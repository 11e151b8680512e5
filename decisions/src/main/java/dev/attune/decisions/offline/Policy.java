package dev.attune.decisions.offline;

/// A policy to be judged: with which probability it would have taken each eligible action.
@FunctionalInterface
public interface Policy {
    /// @return in the order of the row's actions; sums to 1
    double[] probabilities(OfflineRow row);
}
