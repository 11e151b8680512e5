package dev.attune.signals;

import java.time.Duration;

/// Whether short local movements of a face can be spotted at its frame rate; told when first known and when it changes.
///
/// @param measuredHz frame rate from the median interval between frames
/// @param neededHz from which the grade would be [SpottingGrade#MEASURABLE]
public record SpottingStatus(Duration at, int trackId, SpottingGrade grade, double measuredHz, double neededHz)
        implements AffectEvent {
    public SpottingStatus {
        Check.mediaTime("at", at);
        Check.inRange("measured frame rate", measuredHz, 0, Double.MAX_VALUE);
        Check.inRange("needed frame rate", neededHz, 0, Double.MAX_VALUE);
    }
}
