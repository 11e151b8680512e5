package dev.attune.server.connectors;

/// What reading back said after an erasure.
sealed interface ErasureResult {

    /// Nothing of ours is left to be read there.
    record Confirmed() implements ErasureResult {}

    /// @param what is left, and what a person can do about it
    record Unconfirmed(String what) implements ErasureResult {}
}
