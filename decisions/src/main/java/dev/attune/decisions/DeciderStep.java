package dev.attune.decisions;

import java.util.List;

/// What one step gives: the state to step from next, and what happened, in order.
public record DeciderStep(DeciderState state, List<DecisionEvent> events) {
    public DeciderStep {
        events = List.copyOf(events);
    }
}
