package dev.attune.server.repair;

import dev.attune.policy.aggregates.SmallCells;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.repair`.
///
/// @param heldOutShare of the people who are asked afterwards in the house style instead of their own; 0 for nobody.
///     The steps of help are never held out
/// @param keep how long a closed case is kept
/// @param askValid how long the address of a question works
/// @param fewest people a theme stands for before it is shown
@ConfigurationProperties("attune.repair")
record RepairSettings(
        @DefaultValue("0") double heldOutShare,
        @DefaultValue("365d") Duration keep,
        @DefaultValue("30d") Duration askValid,
        @DefaultValue("" + SmallCells.LOWEST_FLOOR) int fewest) {
    RepairSettings {
        if (!(heldOutShare >= 0 && heldOutShare <= 0.5))
            throw new IllegalArgumentException("attune.repair.held-out-share must be in [0, 0.5], got " + heldOutShare);
        if (fewest < SmallCells.LOWEST_FLOOR)
            throw new IllegalArgumentException(
                    "attune.repair.fewest must be at least %d, got %d".formatted(SmallCells.LOWEST_FLOOR, fewest));
    }
}
