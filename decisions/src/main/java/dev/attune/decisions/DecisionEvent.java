package dev.attune.decisions;

import java.time.Duration;
import java.util.Locale;

/// What a step of the [Decider] brings about.
public sealed interface DecisionEvent {
    Duration at();

    record Decided(Decision decision) implements DecisionEvent {
        @Override
        public Duration at() {
            return decision.at();
        }
    }

    record Ended(String decisionId, Duration at, EndReason reason) implements DecisionEvent {}

    enum EndReason {
        /// What called for the action is over.
        CONDITION_OVER,
        /// The person, or someone on their behalf, took it back.
        UNDONE,
        SESSION_ENDED,
        /// A rule of higher priority took the slot.
        REPLACED,
        /// Somebody switched the playbook off.
        SWITCHED_OFF;

        /// The name used in protocols, for example `condition-over`.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
