package dev.attune.decisions.repair;

import java.time.Instant;

/// One sign of trouble.
///
/// @param strength in [0, 1]
public record Evidence(Source source, Instant at, double strength) {
    public Evidence {
        if (!(strength >= 0 && strength <= 1))
            throw new IllegalArgumentException("the strength of evidence must be in [0, 1], got " + strength);
    }
}
