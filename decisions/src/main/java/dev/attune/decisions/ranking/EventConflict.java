package dev.attune.decisions.ranking;

/// The id of an event was used again for another question.
public final class EventConflict extends Exception {
    EventConflict(String eventId) {
        super("event %s was asked before with another body. Maybe use a new event id.".formatted(eventId));
    }
}
