package dev.attune.fusion;

import dev.attune.signals.Moment;
import java.util.List;

/// What one step gives: the state to step from next, and the moments that became final with it, in order. The estimate
/// stands in the state: [TrackState#reading].
public record StreamStep(TrackState state, List<Moment> moments) {
    public StreamStep {
        moments = List.copyOf(moments);
    }
}
