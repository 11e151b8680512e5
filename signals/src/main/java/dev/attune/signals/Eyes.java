package dev.attune.signals;

/// Both eyes of one face in one frame, as the picture shows them; what they mean for this person is [EyeActivity].
///
/// @param gaze where they point
public record Eyes(GazeReading gaze, Pupils pupils) {
    /// Neither can be told, for one reason.
    public static Eyes notMeasurable(Reason reason) {
        return new Eyes(new GazeReading.NotMeasurable(reason), Pupils.notMeasurable(reason));
    }
}
