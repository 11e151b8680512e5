package dev.attune.signals;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The pulse of one face as its skin shows it, about once a second. Not a medical measurement.
///
/// @param rate beats per minute, or why there is none
/// @param variability RMSSD of the intervals between beats in milliseconds, or why there is none
/// @param trace null when too little was seen to compute one
/// @param window the stretch of media time the reading rests on, ending at `at`
public record PulseReading(
        Duration at,
        int trackId,
        Measurement rate,
        Measurement variability,
        @Nullable PulseTrace trace,
        Duration window,
        ModelRef formula)
        implements AffectEvent {
    public PulseReading {
        Check.mediaTime("at", at);
        rate.optional().ifPresent(value -> Check.inRange("pulse rate", value, 20, 300));
        variability.optional().ifPresent(value -> Check.inRange("pulse variability", value, 0, 2000));
        if (rate instanceof Measurement.NotMeasurable && variability instanceof Measurement.Measured)
            throw new IllegalArgumentException("variability cannot be known without a rate, got " + variability);
    }
}
