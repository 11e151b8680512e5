package dev.attune.server.customers;

/// A customer was merged or unmerged, or their traits changed; published after the commit.
///
/// @param person the one who is kept
public record CustomerChanged(String person) {}
