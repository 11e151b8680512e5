package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.RecordingReport.Outcome;
import java.util.Locale;

/// Results in one line of English.
final class Sentences {
    private Sentences() {}

    static String outcome(Outcome outcome) {
        if (outcome.soundOnly()) return voice(outcome);
        if (outcome.frames() == 0) return count(outcome.bodyObservations(), "observation") + " of the body";
        if (outcome.framesWithFace() == 0)
            return "no face in %s. A result, not a failure.".formatted(count(outcome.frames(), "frame"));
        return String.format(
                Locale.ROOT,
                "%s · expression read in %.0f %% of %s · quality %s · %s",
                outcome.people() == 1 ? "1 person" : outcome.people() + " people",
                100 * outcome.coverage(),
                count(outcome.frames(), "frame"),
                outcome.grade().id(),
                count(outcome.moments(), "moment"));
    }

    static String outcome(FeedbackReport.Outcome outcome) {
        var segments = outcome.segments();
        return String.format(
                Locale.ROOT,
                "%s · negative %.0f %%, positive %.0f %% of %d read · %d left out%s",
                count(outcome.rows(), "row"),
                100 * segments.negativeShare(),
                100 * segments.positiveShare(),
                segments.read(),
                outcome.rejected(),
                outcome.resumedFrom() > 0 ? " · continued from row " + outcome.resumedFrom() : "");
    }

    /// `1 row`, `2 rows`.
    private static String count(long number, String thing) {
        return number == 1 ? "1 " + thing : number + " " + thing + "s";
    }

    private static String voice(Outcome outcome) {
        if (outcome.voiceReadings() == 0) return "no speech was heard. A result, not a failure.";
        return "speech for %.1f s, %s of the voice"
                .formatted(outcome.speech().toMillis() / 1e3, count(outcome.voiceReadings(), "reading"));
    }
}
