package dev.attune.decisions;

import dev.attune.signals.Affect;
import dev.attune.signals.StreamReading;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a playbook may look at, at one media time.
///
/// @param affect the latest estimate, or null when there is none; one older than a second counts as none
/// @param stream of the same person, for states that the estimate does not have; likewise
/// @param facts numbers, strings and booleans the page knows; never anything derived from the person's display
public record Situation(
        Duration at,
        @Nullable Affect affect,
        @Nullable StreamReading stream,
        PageContext page,
        Map<String, Object> facts) {
    public Situation {
        if (at.isNegative())
            throw new IllegalArgumentException("a situation's media time must not be negative, got " + at);
        facts = Map.copyOf(facts);
    }

    public Situation(Duration at, @Nullable Affect affect, PageContext page, Map<String, Object> facts) {
        this(at, affect, null, page, facts);
    }
}
