package dev.attune.server.customers;

import java.time.Instant;

/// Which way what somebody displayed about one thing leaned, as far as it still counts.
///
/// @param valence in [-1, 1], drawn towards 0 while there is little evidence
/// @param weight effective number of observations: each counts 1 when fresh and half after every half-life
/// @param lastSeen time of the latest observation
/// @param expires when nothing of it is left
public record Attitude(double valence, double weight, Instant lastSeen, Instant expires) {
    public Attitude {
        if (!(valence >= -1 && valence <= 1))
            throw new IllegalArgumentException("valence must be in [-1, 1], got " + valence);
        if (!(weight > 0)) throw new IllegalArgumentException("an attitude needs evidence, got the weight " + weight);
        if (!expires.isAfter(lastSeen))
            throw new IllegalArgumentException("expires %s before it was seen, %s".formatted(expires, lastSeen));
    }
}
