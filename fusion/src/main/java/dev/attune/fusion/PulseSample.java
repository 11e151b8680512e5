package dev.attune.fusion;

import dev.attune.signals.FaceObservation;
import dev.attune.signals.Skin;
import java.time.Duration;
import java.util.Optional;

/// What one frame tells about the pulse of a face: its skin, and how the head stood, to tell movement from blood.
///
/// @param across position of the face in the picture, in outer-eye distances, as is `down`
/// @param size natural logarithm of the outer-eye distance in pixels
/// @param yaw degrees, as are pitch and roll
public record PulseSample(
        Duration at, Skin skin, double across, double down, double size, double yaw, double pitch, double roll) {

    /// Empty when the skin was not permitted to be read.
    public static Optional<PulseSample> of(Duration at, FaceObservation face) {
        var skin = face.skin();
        if (skin == null) return Optional.empty();
        double unit = Math.max(1, face.quality().eyeDistancePixels());
        var pose = face.pose();
        return Optional.of(new PulseSample(
                at,
                skin,
                face.box().centreX() / unit,
                face.box().centreY() / unit,
                Math.log(unit),
                pose.yaw(),
                pose.pitch(),
                pose.roll()));
    }
}
