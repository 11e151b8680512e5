package dev.attune.fusion.replay;

import dev.attune.signals.AffectEvent;
import dev.attune.signals.Observation;
import java.util.List;

/// One observation as it was kept, with what fusion said of it at the time.
///
/// @param said in the order in which it was said
public record Take(Observation observation, List<Said> said) {
    public Take {
        said = List.copyOf(said);
    }

    /// @param events what fusion made of the observation
    public static Take of(Observation observation, List<AffectEvent> events) {
        return new Take(observation, Said.of(events));
    }
}
