package dev.attune.face;

/// A rotation from the head's frame to the camera's; both have x to the picture's right, y up, z towards the camera.
///
/// Angles follow [dev.attune.signals.HeadPose]: `R = Rz(-roll) · Ry(yaw) · Rx(-pitch)`, so pitch turns about the head's
/// own ear-to-ear axis and turning the picture in its plane changes roll alone.
final class Rotation {
    private final double[] m; // row-major 3 x 3

    private Rotation(double... m) {
        this.m = m;
    }

    static Rotation ofDegrees(double yaw, double pitch, double roll) {
        double sy = Math.sin(Math.toRadians(yaw));
        double cy = Math.cos(Math.toRadians(yaw));
        double sx = Math.sin(Math.toRadians(-pitch));
        double cx = Math.cos(Math.toRadians(-pitch));
        double sz = Math.sin(Math.toRadians(-roll));
        double cz = Math.cos(Math.toRadians(-roll));
        return new Rotation(
                cz * cy,
                cz * sy * sx - sz * cx,
                cz * sy * cx + sz * sx,
                sz * cy,
                sz * sy * sx + cz * cx,
                sz * sy * cx - cz * sx,
                -sy,
                cy * sx,
                cy * cx);
    }

    /// @param q a unit quaternion, scalar first
    static Rotation ofQuaternion(double[] q) {
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        return new Rotation(
                1 - 2 * (y * y + z * z),
                2 * (x * y - w * z),
                2 * (x * z + w * y),
                2 * (x * y + w * z),
                1 - 2 * (x * x + z * z),
                2 * (y * z - w * x),
                2 * (x * z - w * y),
                2 * (y * z + w * x),
                1 - 2 * (x * x + y * y));
    }

    double entry(int row, int column) {
        return m[3 * row + column];
    }

    double yawDegrees() {
        return Math.toDegrees(Math.asin(Math.clamp(-m[6], -1, 1)));
    }

    double pitchDegrees() {
        return -Math.toDegrees(Math.atan2(m[7], m[8]));
    }

    double rollDegrees() {
        return -Math.toDegrees(Math.atan2(m[3], m[0]));
    }

    /// The angle between the head's forward direction and the camera, whatever the direction.
    double awayDegrees() {
        return Math.toDegrees(Math.acos(Math.clamp(m[8], -1, 1)));
    }

    double x(double x, double y, double z) {
        return m[0] * x + m[1] * y + m[2] * z;
    }

    double y(double x, double y, double z) {
        return m[3] * x + m[4] * y + m[5] * z;
    }

    double z(double x, double y, double z) {
        return m[6] * x + m[7] * y + m[8] * z;
    }

    Rotation inverse() {
        return new Rotation(m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]);
    }
}
