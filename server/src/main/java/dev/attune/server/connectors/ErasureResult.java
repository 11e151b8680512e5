package dev.attune.server.connectors;

import java.util.List;

/// What reading back said after an erasure.
sealed interface ErasureResult {

    /// @param left what reading back still found
    static ErasureResult of(List<String> left) {
        return left.isEmpty() ? new Confirmed() : new Unconfirmed(String.join("; ", left));
    }

    /// Nothing of ours is left to be read there.
    record Confirmed() implements ErasureResult {}

    /// @param what is left, and what a person can do about it
    record Unconfirmed(String what) implements ErasureResult {}
}
