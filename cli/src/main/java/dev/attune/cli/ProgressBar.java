package dev.attune.cli;

import dev.attune.evaluation.RecordingReport.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// For a person at a terminal: one moving line on standard error, one line per finished recording on standard output.
final class ProgressBar implements Progress {
    private static final long REFRESH_NANOS = 100_000_000;
    private static final int BAR_WIDTH = 24;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private Speed speed;
    private String label = "";
    private long shownNanos;

    ProgressBar(PrintWriter out, PrintWriter err, LongSupplier nanoClock) {
        this.out = out;
        this.err = err;
        this.nanoClock = nanoClock;
        this.speed = new Speed(nanoClock, 0);
    }

    @Override
    public void start(Path recording, int index, int count, long expectedFrames) {
        speed = new Speed(nanoClock, expectedFrames);
        label = (count > 1 ? "[%d/%d] ".formatted(index, count) : "") + recording.getFileName();
        show();
    }

    @Override
    public void frame(long number) {
        speed.frame(number);
        if (nanoClock.getAsLong() - shownNanos >= REFRESH_NANOS) show();
    }

    private void show() {
        shownNanos = nanoClock.getAsLong();
        err.print(ERASE_LINE + line());
        err.flush();
    }

    private String line() {
        if (speed.expectedFrames() == 0)
            return "%s  frame %d  %.1f fps".formatted(label, speed.frames(), speed.framesPerSecond());
        int filled = (int) Math.round(speed.share() * BAR_WIDTH);
        var bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
        var left = speed.left();
        return String.format(
                Locale.ROOT,
                "%s  %s %3.0f %%  %.1f fps  %d:%02d left",
                label,
                bar,
                100 * speed.share(),
                speed.framesPerSecond(),
                left.toMinutes(),
                left.toSecondsPart());
    }

    @Override
    public void done(Path recording, Path page, Outcome outcome, Duration elapsed) {
        erase();
        out.printf("%s  %s%n", recording.getFileName(), Sentences.outcome(outcome));
        out.printf("  → %s%n", page);
    }

    @Override
    public void kept(Path recording, Path page) {
        erase();
        out.printf("%s  already analysed, kept (--force does it again)%n  → %s%n", recording.getFileName(), page);
    }

    @Override
    public void failed(Path recording, int exitCode, String message) {
        erase();
        err.println("attune: " + message);
    }

    @Override
    public void note(String message) {
        erase();
        err.println(message);
    }

    private void erase() {
        err.print(ERASE_LINE);
        err.flush();
    }
}
