package dev.attune.signals;

/// Where the eyes point in one frame, or why that cannot be told.
public sealed interface GazeReading {

    /// @param both the direction of the two eyes together
    /// @param left,right each eye's own; they meet where the person looks
    /// @param confidence in [0, 1]: falls with the turned head, the small face and the narrow lid
    record Seen(Gaze both, Gaze left, Gaze right, double confidence) implements GazeReading {
        public Seen {
            Check.inRange("confidence of the gaze", confidence, 0, 1);
        }
    }

    record NotMeasurable(Reason reason) implements GazeReading {}
}
