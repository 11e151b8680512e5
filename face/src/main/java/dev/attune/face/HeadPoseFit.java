package dev.attune.face;

import dev.attune.signals.HeadPose;

/// Head pose as the rotation, scale and place that lay the canonical face onto the mesh; formula
/// `head-pose-procrustes/1`.
///
/// Weak perspective: angles are relative to the line of sight to the face, so a head that looks into the camera reads
/// zero wherever it is in the picture. Distances follow from the assumed field of view and an average head: they are
/// as wrong as the camera differs from it. Angles on real heads were not validated against a reference device.
///
/// @param pose what the head does, with the mesh's exaggeration of yaw taken back
/// @param meshRotation head to camera as the mesh shows it, exaggeration included: what removes the pose from the mesh
record HeadPoseFit(HeadPose pose, Rotation meshRotation) {
    static final String FORMULA = "head-pose-procrustes";
    static final String VERSION = "1";

    private static final double VERTICAL_FIELD_OF_VIEW_DEGREES = 63; // MediaPipe's assumption for uncalibrated cameras
    /// The mesh is too deep: rendered heads turned by 10 to 30 degrees read 1.15 to 1.2 times as much, at 60 degrees
    /// 1.05
    /// times. Pitch (0.9 to 1.0) and roll (1.0) are left alone.
    private static final double YAW_EXAGGERATION = 1.15;

    private static final double MILLIMETRES_PER_CENTIMETRE = 10; // the canonical face is in centimetres

    /// @param points `[478, 3]`, pixels of the picture, y down, z away from the camera
    static HeadPoseFit of(float[] points, PoseAnchors anchors, int pictureWidth, int pictureHeight) {
        var fit = anchors.fit(points, pictureWidth / 2.0, pictureHeight / 2.0);
        double focalPixels = pictureHeight / 2.0 / Math.tan(Math.toRadians(VERTICAL_FIELD_OF_VIEW_DEGREES / 2));
        double millimetresPerPixel = MILLIMETRES_PER_CENTIMETRE / fit.scale();
        var rotation = fit.rotation();
        return new HeadPoseFit(
                new HeadPose(
                        rotation.yawDegrees() / YAW_EXAGGERATION,
                        rotation.pitchDegrees(),
                        rotation.rollDegrees(),
                        fit.x() * millimetresPerPixel,
                        -fit.y() * millimetresPerPixel,
                        focalPixels * millimetresPerPixel),
                rotation);
    }

    /// Head to camera by the angles of [#pose].
    Rotation rotation() {
        return Rotation.ofDegrees(pose.yaw(), pose.pitch(), pose.roll());
    }
}
