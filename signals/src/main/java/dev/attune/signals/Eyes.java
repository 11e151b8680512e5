package dev.attune.signals;

/// Both eyes of one face in one frame, as the picture shows them; what they mean for this person is [EyeActivity].
///
/// @param gaze where they point
/// @param pupil diameter of the pupil over that of the iris, in [0, 1], mean of the eyes that could be measured. In
///     visible light a dark iris hides its pupil: then it is not measurable, with the reason `LOW_CONTRAST`
public record Eyes(GazeReading gaze, Measurement pupil) {
    public Eyes {
        pupil.optional().ifPresent(value -> Check.inRange("pupil over iris", value, 0, 1));
    }

    /// Neither can be told, for one reason.
    public static Eyes notMeasurable(Reason reason) {
        return new Eyes(new GazeReading.NotMeasurable(reason), new Measurement.NotMeasurable(reason));
    }
}
