package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.RecordingReport.Outcome;
import java.util.Locale;

/// Results in one line of English.
final class Sentences {
    private Sentences() {}

    static String outcome(Outcome outcome) {
        if (outcome.soundOnly()) return voice(outcome);
        if (outcome.frames() == 0) return "%d observations of the body".formatted(outcome.bodyObservations());
        if (outcome.framesWithFace() == 0)
            return "no face in %s. A result, not a failure.".formatted(frames(outcome.frames()));
        return String.format(
                Locale.ROOT,
                "%s · expression read in %.0f %% of %s · quality %s · %s",
                outcome.people() == 1 ? "1 person" : outcome.people() + " people",
                100 * outcome.coverage(),
                frames(outcome.frames()),
                outcome.grade().id(),
                outcome.moments() == 1 ? "1 moment" : outcome.moments() + " moments");
    }

    static String outcome(FeedbackReport.Outcome outcome) {
        var segments = outcome.segments();
        return String.format(
                Locale.ROOT,
                "%d rows · negative %.0f %%, positive %.0f %% of %d read · %d left out%s",
                outcome.rows(),
                100 * segments.negativeShare(),
                100 * segments.positiveShare(),
                segments.read(),
                outcome.rejected(),
                outcome.resumedFrom() > 0 ? " · continued from row " + outcome.resumedFrom() : "");
    }

    private static String frames(long frames) {
        return frames == 1 ? "1 frame" : frames + " frames";
    }

    private static String voice(Outcome outcome) {
        if (outcome.voiceReadings() == 0) return "no speech was heard. A result, not a failure.";
        return "speech for %.1f s, %d readings of the voice"
                .formatted(outcome.speech().toMillis() / 1e3, outcome.voiceReadings());
    }
}
