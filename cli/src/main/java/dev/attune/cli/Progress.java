package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.RecordingReport.Outcome;
import java.nio.file.Path;
import java.time.Duration;

/// What is told while recordings are analysed, several at once; every method may be called from any
/// thread. A table of feedback counts as a recording whose frames are rows.
interface Progress {

    /// @param index of this recording, from 1
    /// @param expectedFrames 0 when nobody knows
    void start(Path recording, int index, int count, long expectedFrames);

    /// Called for every frame; says something only now and then.
    void frame(Path recording, long number);

    void done(Path recording, Path page, Outcome outcome, Duration elapsed);

    /// A table of feedback is complete.
    void tableDone(Path table, Path page, FeedbackReport.Outcome outcome, Duration elapsed);

    /// Its outputs are there already.
    void kept(Path recording, Path page);

    /// @param message for people; may have several lines
    void failed(Path recording, int exitCode, String message);

    /// Something worth knowing that is no failure.
    void note(String message);
}
