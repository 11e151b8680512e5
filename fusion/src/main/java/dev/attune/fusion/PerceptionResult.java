package dev.attune.fusion;

import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import java.time.Duration;
import java.util.List;

/// What became of one frame.
public sealed interface PerceptionResult {
    Duration at();

    /// The frame was read; an empty reading is the result "no face".
    record Read(FaceReading reading, List<AffectEvent> events) implements PerceptionResult {
        public Read {
            events = List.copyOf(events);
        }

        @Override
        public Duration at() {
            return reading.at();
        }
    }

    /// The gate said no: the frame was not decoded, and what was known of the person is gone.
    record Refused(Duration at, String reason) implements PerceptionResult {}
}
