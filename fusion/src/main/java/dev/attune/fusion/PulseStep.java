package dev.attune.fusion;

import dev.attune.signals.PulseReading;
import org.jspecify.annotations.Nullable;

/// What one sample gives: the state to step from next, and about once a second a reading.
public record PulseStep(PulseState state, @Nullable PulseReading reading) {}
