package dev.attune.face;

import dev.attune.signals.HeadPose;

/// Head pose as the rotation, scale and place that lay the canonical face onto the mesh; formula
/// `head-pose-procrustes/2`.
///
/// Weak perspective: angles are relative to the line of sight to the face, so a head that looks into the camera reads
/// zero wherever it is in the picture. Distances follow from the assumed field of view and an average head: they are
/// as wrong as the camera differs from it. Angles on real heads were not validated against a reference device.
///
/// @param pose what the head does, with the mesh's errors of yaw and pitch taken back
/// @param meshRotation head to camera as the mesh shows it, its errors included: what removes the pose from the mesh
record HeadPoseFit(HeadPose pose, Rotation meshRotation) {
    static final String FORMULA = "head-pose-procrustes";
    static final String VERSION = "2";

    private static final double VERTICAL_FIELD_OF_VIEW_DEGREES = 63; // MediaPipe's assumption for uncalibrated cameras

    /// The mesh is too deep, more so up to 30 degrees than beyond: `yaw = m · (linear + cubic · m²)`.
    /// Least squares over rendered heads turned by up to 60 degrees: 42 identities, 1,050 frames; 1.2
    /// degrees remain.
    private static final double YAW_LINEAR = 0.80;

    private static final double YAW_CUBIC = 0.533e-4;

    /// The mesh puts the lower face too far back, so level heads read as bowed: by 5.5 degrees against
    /// the true shape of rendered heads (35 identities, standard deviation 2.4). Press portraits agree:
    /// 203 frontal ones read a median of 4.6 ± 1.8.
    private static final double PITCH_BIAS_DEGREES = -5.0;

    private static final double MILLIMETRES_PER_CENTIMETRE = 10; // the canonical face is in centimetres

    /// @param points `[478, 3]`, pixels of the picture, y down, z away from the camera
    static HeadPoseFit of(float[] points, PoseAnchors anchors, int pictureWidth, int pictureHeight) {
        var fit = anchors.fit(points, pictureWidth / 2.0, pictureHeight / 2.0);
        double focalPixels = pictureHeight / 2.0 / Math.tan(Math.toRadians(VERTICAL_FIELD_OF_VIEW_DEGREES / 2));
        double millimetresPerPixel = MILLIMETRES_PER_CENTIMETRE / fit.scale();
        var rotation = fit.rotation();
        return new HeadPoseFit(
                new HeadPose(
                        yaw(rotation.yawDegrees()),
                        Math.clamp(rotation.pitchDegrees() - PITCH_BIAS_DEGREES, -180, 180),
                        rotation.rollDegrees(),
                        fit.x() * millimetresPerPixel,
                        -fit.y() * millimetresPerPixel,
                        focalPixels * millimetresPerPixel),
                rotation);
    }

    private static double yaw(double mesh) {
        return mesh * (YAW_LINEAR + YAW_CUBIC * mesh * mesh);
    }

    /// Head to camera by the angles of [#pose].
    Rotation rotation() {
        return Rotation.ofDegrees(pose.yaw(), pose.pitch(), pose.roll());
    }
}
