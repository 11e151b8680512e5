package dev.attune.fusion.replay;

import dev.attune.fusion.FusionState;
import dev.attune.fusion.FusionStep;
import dev.attune.signals.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One observation as it was kept, with what fusion said of it at the time.
///
/// @param said in the order in which it was said
/// @param settled the person's stream up to where no cue can change it any more; null when nothing more was settled, or
///     it was kept before this was
public record Take(
        Observation observation, List<Said> said, @Nullable Said settled) {
    public Take {
        said = List.copyOf(said);
    }

    /// @param before the state that the observation came to
    /// @param step what fusion made of it
    public static Take of(Observation observation, FusionState before, FusionStep step) {
        var after = step.state().person();
        boolean more = !after.settledAt().equals(before.person().settledAt());
        return new Take(observation, Said.of(step.events()), more ? Said.of(after.settledReading()) : null);
    }
}
