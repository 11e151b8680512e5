package dev.attune.signals;

/// Where the eyes point, in the camera's frame, degrees: head pose and eye rotation together.
/// Uncalibrated; docs/benchmarks/gaze.md states the error.
///
/// @param yaw positive: to the subject's own left (image right)
/// @param pitch positive: up
public record Gaze(double yaw, double pitch) {
    public Gaze {
        Check.inRange("gaze yaw", yaw, -180, 180);
        Check.inRange("gaze pitch", pitch, -180, 180);
    }
}
