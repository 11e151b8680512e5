package dev.attune.server.experiments;

/// Which arm somebody is shown.
///
/// @param unit whom the experiment counts
/// @param control whether they are shown what is shown without the experiment
/// @param heldBack whether they are kept out of every experiment, and so are shown the control
public record Assigned(String experiment, String unit, String arm, boolean control, boolean heldBack) {}
