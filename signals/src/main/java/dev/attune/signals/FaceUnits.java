package dev.attune.signals;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One face as a phone, a headset or another tool tells it: movements instead of a picture, so no landmarks.
///
/// @param trackId the source's number for this face; an engineering id, not an identity
/// @param actionUnits against the source's own neutral face; empty when it tells only expressions
/// @param expression what the source reads itself, uncalibrated; null when it reads none
/// @param head null when the source does not tell where the head points
/// @param gaze null when the source does not tell where the eyes point
/// @param models every format and table that contributed
public record FaceUnits(
        int trackId,
        List<ActionUnit> actionUnits,
        @Nullable EmotionDistribution expression,
        @Nullable HeadTurn head,
        @Nullable Gaze gaze,
        Quality quality,
        List<ModelRef> models) {
    public FaceUnits {
        if (trackId < 0) throw new IllegalArgumentException("track id must not be negative, got " + trackId);
        actionUnits = List.copyOf(actionUnits);
        var numbers = new HashSet<Integer>();
        for (var unit : actionUnits)
            if (!numbers.add(unit.number()))
                throw new IllegalArgumentException("%s appears twice on one face".formatted(unit.id()));
        if (actionUnits.isEmpty() && expression == null)
            throw new IllegalArgumentException(
                    "face %d tells neither action units nor an expression".formatted(trackId));
        models = List.copyOf(models);
    }
}
