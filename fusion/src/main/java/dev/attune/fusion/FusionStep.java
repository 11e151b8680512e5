package dev.attune.fusion;

import dev.attune.signals.AffectEvent;
import java.util.List;

/// What one step gives: the state to step from next, and the estimates and moments, in order.
public record FusionStep(FusionState state, List<AffectEvent> events) {
    public FusionStep {
        events = List.copyOf(events);
    }
}
