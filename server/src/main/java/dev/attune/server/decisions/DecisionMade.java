package dev.attune.server.decisions;

import dev.attune.server.vault.SessionRef;

/// A playbook's rule fired in a live session. Published on the session's own thread: a listener must not wait.
///
/// @param decision its id within the session
public record DecisionMade(SessionRef session, String decision, String playbook, int version) {}
