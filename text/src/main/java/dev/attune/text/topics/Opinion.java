package dev.attune.text.topics;

/// One opinion word or set phrase, with negation and intensifiers counted in.
///
/// @param polarity in [-1, 1]
record Opinion(Stretch stretch, double polarity) {}
