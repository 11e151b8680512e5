package dev.attune.signals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One face in one frame.
///
/// @param trackId stable while the face stays in view; an engineering id, not an identity
/// @param presence in [0, 1]: the mesh model's own belief that this is a face
/// @param eyes where they point, and the pupils
/// @param actionUnits against the population's neutral face; fusion computes them again against the person's own
/// @param expression what the expression nets read, before smoothing and calibration to the person
/// @param skin null when it was not permitted to be read
/// @param models every model and formula that contributed
public record FaceObservation(
        int trackId,
        Box box,
        double presence,
        Landmarks landmarks,
        HeadPose pose,
        Eyes eyes,
        FaceMeasures measures,
        List<ActionUnit> actionUnits,
        EmotionDistribution expression,
        FaceQuality quality,
        @Nullable Skin skin,
        List<ModelRef> models) {
    public FaceObservation {
        if (trackId < 0) throw new IllegalArgumentException("track id must not be negative, got " + trackId);
        Check.inRange("presence", presence, 0, 1);
        actionUnits = List.copyOf(actionUnits);
        models = List.copyOf(models);
    }

    /// The direction of both eyes together; null when it cannot be told, for the reason in [#eyes].
    public @Nullable Gaze gaze() {
        return switch (eyes.gaze()) {
            case GazeReading.Seen seen -> seen.both();
            case GazeReading.NotMeasurable missing -> null;
        };
    }
}
