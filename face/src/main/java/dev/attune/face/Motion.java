package dev.attune.face;

import dev.attune.signals.Box;
import java.time.Duration;

/// Where a face is and how it moves: constant velocity, smoothed over about the last quarter of a second.
///
/// @param velocityX pixels a second
/// @param velocityY pixels a second
record Motion(Box box, Duration at, double velocityX, double velocityY) {
    private static final double SMOOTHING_SECONDS =
            0.25; // longer than landmark jitter, shorter than a turn of the body
    private static final double PREDICTION_SECONDS = 1; // hardly anybody keeps a straight line for longer

    static Motion startingAt(Box box, Duration at) {
        return new Motion(box, at, 0, 0);
    }

    Motion next(Box seen, Duration now) {
        double seconds = secondsUntil(now);
        if (seconds <= 0) return new Motion(seen, now, velocityX, velocityY);
        double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
        double x = (seen.centreX() - box.centreX()) / seconds;
        double y = (seen.centreY() - box.centreY()) / seconds;
        return new Motion(seen, now, velocityX + weight * (x - velocityX), velocityY + weight * (y - velocityY));
    }

    /// Where the face should be now; it is assumed to stop after a second.
    Box predicted(Duration now) {
        double seconds = Math.clamp(secondsUntil(now), 0, PREDICTION_SECONDS);
        return new Box(box.x() + velocityX * seconds, box.y() + velocityY * seconds, box.width(), box.height());
    }

    double secondsUntil(Duration now) {
        return now.minus(at).toNanos() / 1e9;
    }
}
