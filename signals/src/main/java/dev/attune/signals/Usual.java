package dev.attune.signals;

/// Where one modality stands against what is usual for this person.
///
/// @param valence,arousal distance from this person's level at rest in that person's spreads; 0 = as usual
/// @param baseline how well the level at rest is known
public record Usual(Modality modality, Measurement valence, Measurement arousal, Baseline baseline) {}
