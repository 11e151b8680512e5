package dev.attune.signals;

/// The measured parts of a face's quality.
///
/// @param eyeDistancePixels distance of the outer eye corners
/// @param sharpness variance of the Laplacian of the normalised face crop; larger is sharper
/// @param brightness mean luma of the face, in [0, 1]
/// @param poseDegrees how far the head is turned from the camera, yaw and pitch together
/// @param visible share of the face that is not covered, in [0, 1]
public record FaceQuality(
        double eyeDistancePixels,
        double sharpness,
        double brightness,
        double poseDegrees,
        double visible,
        Quality overall) {
    public FaceQuality {
        Check.finite("eye distance", eyeDistancePixels);
        Check.finite("sharpness", sharpness);
        Check.inRange("brightness", brightness, 0, 1);
        Check.finite("pose angle", poseDegrees);
        Check.inRange("visible share", visible, 0, 1);
    }
}
