package dev.attune.face;

import dev.attune.signals.Reason;

/// What [PupilFinder] saw in one eye.
sealed interface PupilSight {

    /// Lengths and places in pixels of the patch.
    ///
    /// @param contrast of the pupil's edge, as a share of that between iris and white
    /// @param snr the edge's mean step over the standard error of that mean
    record Seen(Circle iris, Circle pupil, double contrast, double snr) implements PupilSight {
        /// Diameter of the pupil over that of the iris.
        double ratio() {
            return pupil.radius() / iris.radius();
        }
    }

    record Hidden(Reason reason) implements PupilSight {}

    record Circle(double x, double y, double radius) {}
}
