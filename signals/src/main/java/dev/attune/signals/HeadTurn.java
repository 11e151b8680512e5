package dev.attune.signals;

/// Where a head points, without where it is: for sources that do not tell its place. Degrees,
/// directions as in [HeadPose].
///
/// @param yaw positive: turned to the subject's own left
/// @param pitch positive: chin up
/// @param roll positive: tilted to the subject's own left shoulder
public record HeadTurn(double yaw, double pitch, double roll) {
    public HeadTurn {
        Check.inRange("yaw", yaw, -180, 180);
        Check.inRange("pitch", pitch, -180, 180);
        Check.inRange("roll", roll, -180, 180);
    }
}
