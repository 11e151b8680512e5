package dev.attune.signals;

/// A state from all modalities together.
///
/// @param probability calibrated on generated scenarios; not measurable until its evidence is in
/// @param active with hysteresis: entered above one bound, left below a lower one
/// @param evidenceSeconds of the window in which an input was there
public record StateReading(State state, Measurement probability, boolean active, double evidenceSeconds) {
    public StateReading {
        probability.optional().ifPresent(value -> Check.inRange(state.id(), value, 0, 1));
        Check.inRange("evidence of " + state.id(), evidenceSeconds, 0, Double.MAX_VALUE);
    }
}
