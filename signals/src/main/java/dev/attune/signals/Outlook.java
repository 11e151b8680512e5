package dev.attune.signals;

import java.time.Duration;
import java.util.Locale;

/// How probable something is within a horizon, as a model of ours says: `modelDefined`, trained on generated scenarios.
///
/// @param probability not measurable until enough of the person was seen
public record Outlook(Event event, Duration horizon, Measurement probability) {
    public Outlook {
        probability.optional().ifPresent(value -> Check.inRange("probability of " + event.id(), value, 0, 1));
    }

    /// What may come.
    public enum Event {
        /// Frustration becomes active.
        FRUSTRATION,
        /// The person leaves before they are done.
        ABANDONMENT,
        /// The person asks for a human.
        HUMAN_REQUEST;

        private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /// The name used in protocols and files, for example `human-request`.
        public String id() {
            return id;
        }
    }
}
