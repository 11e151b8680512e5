package dev.attune.server.experiments;

/// Which arm somebody is shown.
///
/// @param heldBack whether they are kept out of every experiment, and so are shown the control
public record Assigned(String experiment, String arm, boolean heldBack) {}
