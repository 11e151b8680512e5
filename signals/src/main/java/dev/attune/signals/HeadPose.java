package dev.attune.signals;

/// Where the head points. Degrees; zero looks into the camera.
///
/// @param yaw positive: turned to the subject's own left (image right)
/// @param pitch positive: chin up
/// @param roll positive: tilted to the subject's own left shoulder (the face turns clockwise in the picture)
/// @param xMillimetres position of the head's origin from the optical axis, to the image right
/// @param yMillimetres downwards
/// @param zMillimetres distance from the camera, for the assumed field of view
public record HeadPose(
        double yaw, double pitch, double roll, double xMillimetres, double yMillimetres, double zMillimetres) {
    public HeadPose {
        Check.inRange("yaw", yaw, -180, 180);
        Check.inRange("pitch", pitch, -180, 180);
        Check.inRange("roll", roll, -180, 180);
        Check.finite("x", xMillimetres);
        Check.finite("y", yMillimetres);
        Check.finite("z", zMillimetres);
    }
}
