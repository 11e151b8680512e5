package dev.attune.signals;

/// How wide the pupils of one face are in one frame: diameter of the pupil over that of the iris, in [0, 1], both as
/// seen through the cornea.
///
/// Light moves it more than any feeling does, and so do age, drugs and looking at something near. It is a number to
/// report beside the light it was taken in; no affect is computed from it.
///
/// @param both the median of the last second, of frames whose eyes agree; missing when this frame has none
/// @param left the subject's own left eye, this frame alone
/// @param right likewise
public record Pupils(Measurement both, Measurement left, Measurement right) {
    public Pupils {
        requireShare("both", both);
        requireShare("left", left);
        requireShare("right", right);
    }

    /// None can be told, for one reason.
    public static Pupils notMeasurable(Reason reason) {
        var missing = new Measurement.NotMeasurable(reason);
        return new Pupils(missing, missing, missing);
    }

    private static void requireShare(String eye, Measurement pupil) {
        pupil.optional().ifPresent(value -> Check.inRange("pupil over iris, " + eye, value, 0, 1));
    }
}
