package dev.attune.face;

import dev.attune.signals.HeadPose;

/// Head pose as the rotation, scale and place that lay the canonical face onto the mesh; formula
/// `head-pose-procrustes/1`.
///
/// Weak perspective: angles are relative to the line of sight to the face, so a head that looks into the camera reads
/// zero wherever it is in the picture. Distances follow from the assumed field of view and an average head: they are
/// as wrong as the camera differs from it. Angles on real heads were not validated against a reference device.
///
/// @param rotation head to camera
record HeadPoseFit(HeadPose pose, Rotation rotation) {
    static final String FORMULA = "head-pose-procrustes";
    static final String VERSION = "1";

    private static final double VERTICAL_FIELD_OF_VIEW_DEGREES = 63; // MediaPipe's assumption for uncalibrated cameras
    private static final double MILLIMETRES_PER_CENTIMETRE = 10; // the canonical face is in centimetres

    /// @param points `[478, 3]`, pixels of the picture, y down, z away from the camera
    static HeadPoseFit of(float[] points, PoseAnchors anchors, int pictureWidth, int pictureHeight) {
        var fit = anchors.fit(points, pictureWidth / 2.0, pictureHeight / 2.0);
        double focalPixels = pictureHeight / 2.0 / Math.tan(Math.toRadians(VERTICAL_FIELD_OF_VIEW_DEGREES / 2));
        double millimetresPerPixel = MILLIMETRES_PER_CENTIMETRE / fit.scale();
        var rotation = fit.rotation();
        return new HeadPoseFit(
                new HeadPose(
                        rotation.yawDegrees(),
                        rotation.pitchDegrees(),
                        rotation.rollDegrees(),
                        fit.x() * millimetresPerPixel,
                        -fit.y() * millimetresPerPixel,
                        focalPixels * millimetresPerPixel),
                rotation);
    }
}
