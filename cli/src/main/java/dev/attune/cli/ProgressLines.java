package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.RecordingReport.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// For programs: JSON lines on standard output, at most one a second and recording while frames go by.
/// The fields are told in docs/analyze.md. Messages for people still go to standard error.
final class ProgressLines implements Progress {
    private static final long REFRESH_NANOS = 1_000_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintWriter out;
    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private final Map<Path, Running> running = new HashMap<>();

    ProgressLines(PrintWriter out, PrintWriter err, LongSupplier nanoClock) {
        this.out = out;
        this.err = err;
        this.nanoClock = nanoClock;
    }

    private static final class Running {
        private final Speed speed;
        private long shownNanos;

        Running(Speed speed, long shownNanos) {
            this.speed = speed;
            this.shownNanos = shownNanos;
        }
    }

    @Override
    public synchronized void start(Path recording, int index, int count, long expectedFrames) {
        running.put(recording, new Running(new Speed(nanoClock, expectedFrames), nanoClock.getAsLong()));
        print(event("start", recording).put("index", index).put("count", count).put("frames", expectedFrames));
    }

    @Override
    public synchronized void frame(Path recording, long number) {
        var current = running.get(recording);
        if (current == null) return;
        var speed = current.speed;
        speed.frame(number);
        if (nanoClock.getAsLong() - current.shownNanos < REFRESH_NANOS) return;
        current.shownNanos = nanoClock.getAsLong();
        var event = event("progress", recording)
                .put("frame", number)
                .put("frames", speed.expectedFrames())
                .put("fps", Math.round(10 * speed.framesPerSecond()) / 10.0);
        speed.left().ifPresent(left -> event.put("secondsLeft", left.toSeconds()));
        print(event);
    }

    @Override
    public synchronized void done(Path recording, Path page, Outcome outcome, Duration elapsed) {
        running.remove(recording);
        print(event("done", recording)
                .put("page", page.toString())
                .put("frames", outcome.frames())
                .put("framesWithFace", outcome.framesWithFace())
                .put("people", outcome.people())
                .put("coverage", Math.round(1e4 * outcome.coverage()) / 1e4)
                .put("quality", outcome.grade().id())
                .put("moments", outcome.moments())
                .put("speechMs", outcome.speech().toMillis())
                .put("seconds", elapsed.toMillis() / 1e3)
                .put("text", Sentences.outcome(outcome)));
    }

    @Override
    public synchronized void tableDone(Path table, Path page, FeedbackReport.Outcome outcome, Duration elapsed) {
        running.remove(table);
        print(event("done", table)
                .put("page", page.toString())
                .put("rows", outcome.rows())
                .put("rejected", outcome.rejected())
                .put("resumedFrom", outcome.resumedFrom())
                .put("negative", outcome.segments().negative())
                .put("neutral", outcome.segments().neutral())
                .put("positive", outcome.segments().positive())
                .put("seconds", elapsed.toMillis() / 1e3)
                .put("text", Sentences.outcome(outcome)));
    }

    @Override
    public synchronized void kept(Path recording, Path page) {
        print(event("kept", recording).put("page", page.toString()));
    }

    @Override
    public synchronized void failed(Path recording, int exitCode, String message) {
        running.remove(recording);
        print(event("failed", recording).put("code", exitCode).put("message", message));
        err.println("attune: " + message);
    }

    @Override
    public synchronized void note(String message) {
        err.println(message);
    }

    private static ObjectNode event(String name, Path recording) {
        return JSON.createObjectNode().put("event", name).put("file", recording.toString());
    }

    private void print(ObjectNode event) {
        out.println(JSON.writeValueAsString(event));
    }
}
