package dev.attune.server.decisions;

/// Somebody said whether a decision about them was right, or took it back.
///
/// @param verdict `right`, `wrong` or `undo`
public record DecisionJudged(String person, String verdict) {}
