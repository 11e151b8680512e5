package dev.attune.decisions.recommendation;

import dev.attune.decisions.Wording;
import java.util.Map;

/// One item, and because of what.
///
/// @param score before diversity, in [0, 1]
/// @param parts of the score by source
/// @param source the part that counted most
/// @param cause which item was looked at or which tag is looked for; empty for other sources
/// @param reason source and cause in words
public record Recommendation(
        Item item, double score, Map<Source, Double> parts, Source source, String cause, Wording reason) {
    /// Where a score comes from.
    public enum Source {
        /// Like what this person looked at.
        HISTORY,
        /// Fits what is looked for now.
        CONTEXT,
        /// Liked by others.
        POPULARITY,
        /// Needs little explaining.
        EASE
    }

    public Recommendation {
        parts = Map.copyOf(parts);
    }
}
