package dev.attune.face;

import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceObservation;
import org.jspecify.annotations.Nullable;

/// The one face of a still that counts.
///
/// @param expression what the expression networks read, before fusion
/// @param observation null when the mesh found no face and the whole picture was read as one
public record StillFace(
        EmotionDistribution expression, @Nullable FaceObservation observation) {}
