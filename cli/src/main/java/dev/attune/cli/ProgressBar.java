package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.evaluation.RecordingReport.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// For a person at a terminal: one moving line on standard error for all recordings under
/// way, one line per finished recording on standard output.
final class ProgressBar implements Progress {
    private static final long REFRESH_NANOS = 100_000_000;
    private static final int BAR_WIDTH = 24;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private final Map<Path, Speed> running = new LinkedHashMap<>();
    private int begun;
    private int count;
    private long shownNanos;

    ProgressBar(PrintWriter out, PrintWriter err, LongSupplier nanoClock) {
        this.out = out;
        this.err = err;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized void start(Path recording, int index, int ofCount, long expectedFrames) {
        running.put(recording, new Speed(nanoClock, expectedFrames));
        begun = Math.max(begun, index);
        count = ofCount;
        show();
    }

    @Override
    public synchronized void frame(Path recording, long number) {
        var speed = running.get(recording);
        if (speed == null) return;
        speed.frame(number);
        if (nanoClock.getAsLong() - shownNanos >= REFRESH_NANOS) show();
    }

    private void show() {
        shownNanos = nanoClock.getAsLong();
        err.print(ERASE_LINE + line());
        err.flush();
    }

    /// Several recordings share the bar: it shows what all of them together have behind them.
    private String line() {
        long frames = running.values().stream().mapToLong(Speed::frames).sum();
        long expected =
                running.values().stream().mapToLong(Speed::expectedFrames).sum();
        double framesPerSecond =
                running.values().stream().mapToDouble(Speed::framesPerSecond).sum();
        boolean known = running.values().stream().allMatch(speed -> speed.expectedFrames() > 0);
        if (!known) return String.format(Locale.ROOT, "%s  frame %d  %.1f fps", label(), frames, framesPerSecond);
        double share = Math.clamp((double) frames / expected, 0, 1);
        int filled = (int) Math.round(share * BAR_WIDTH);
        var bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
        return String.format(
                Locale.ROOT, "%s  %s %3.0f %%  %.1f fps%s", label(), bar, 100 * share, framesPerSecond, left());
    }

    /// Of the one that takes longest; nothing while that is anybody's guess.
    private String left() {
        return running.values().stream()
                .flatMap(speed -> speed.left().stream())
                .max(Duration::compareTo)
                .map(left -> "  %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart()))
                .orElse("");
    }

    private String label() {
        var names = running.keySet().stream()
                .map(path -> String.valueOf(path.getFileName()))
                .collect(Collectors.joining(" + "));
        return count > 1 ? "[%d/%d] %s".formatted(begun, count, names) : names;
    }

    private void ended(Path recording) {
        running.remove(recording);
        erase();
    }

    @Override
    public synchronized void done(Path recording, Path page, Outcome outcome, Duration elapsed) {
        ended(recording);
        out.printf("%s  %s%n", recording.getFileName(), Sentences.outcome(outcome));
        out.printf("  → %s%n", page);
    }

    @Override
    public synchronized void tableDone(Path table, Path page, FeedbackReport.Outcome outcome, Duration elapsed) {
        ended(table);
        out.printf("%s  %s%n", table.getFileName(), Sentences.outcome(outcome));
        out.printf("  → %s%n", page);
    }

    @Override
    public synchronized void kept(Path recording, Path page) {
        ended(recording);
        out.printf("%s  already analysed, kept (--force does it again)%n  → %s%n", recording.getFileName(), page);
    }

    @Override
    public synchronized void failed(Path recording, int exitCode, String message) {
        ended(recording);
        err.println("attune: " + message);
    }

    @Override
    public synchronized void note(String message) {
        erase();
        err.println(message);
    }

    private void erase() {
        err.print(ERASE_LINE);
        err.flush();
    }
}
