package dev.attune.decisions.ranking;

import dev.attune.decisions.learning.Hierarchy;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a slot knows when it is asked.
///
/// @param beliefs of everybody, this person's segment and this person
/// @param budget shares of this hour and the one before
/// @param stopped actions found surely worse than the baseline
/// @param showings to this person, in any order
public record Standing(Mode mode, Hierarchy beliefs, ShareBudget budget, Set<String> stopped, List<Showing> showings) {
    /// An action that this person was shown.
    public record Showing(String action, String channel, Instant at) {}

    public Standing {
        stopped = Set.copyOf(stopped);
        showings = List.copyOf(showings);
    }

    public static Standing of(Mode mode, Hierarchy beliefs) {
        return new Standing(mode, beliefs, ShareBudget.EMPTY, Set.of(), List.of());
    }
}
