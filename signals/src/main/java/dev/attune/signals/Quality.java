package dev.attune.signals;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// How far an observation can be trusted, and what weakens it.
///
/// @param score in [0, 1]; 0 = unusable, 1 = nothing to object
/// @param reasons what weakens it, in the order given: the gravest first; empty when nothing does
public record Quality(double score, Set<Reason> reasons) {
    public static final Quality PERFECT = new Quality(1, Set.of());

    public Quality {
        Check.inRange("quality", score, 0, 1);
        reasons = Collections.unmodifiableSet(new LinkedHashSet<>(reasons));
    }
}
