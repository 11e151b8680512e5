package dev.attune.server.customers;

/// A customer was merged or unmerged, lost something by a withdrawal, or their traits changed; published after the
/// commit, at least once.
///
/// @param number under which it is told, growing
/// @param person the one who is kept
public record CustomerChanged(long number, String person) {}
