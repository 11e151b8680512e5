package dev.attune.cli;

import dev.attune.evaluation.Machine;
import dev.attune.evaluation.SessionBench;
import dev.attune.face.FaceModels;
import dev.attune.media.MediaException;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune bench session`.
@Command(
        name = "session",
        description = {
            "Plays one person's session of an hour of media time (108,000 frames) in a minute or two: the networks are asked"
                    + " about each picture of the bundled clip once, all that follows them runs on every frame.",
            "Prints what a frame costs after the networks, and the heap after full collections along the way. Exit code 14"
                    + " when the heap grows."
        },
        mixinStandardHelpOptions = true)
final class BenchSessionCommand implements Callable<Integer> {
    private static final double FRAME_RATE_HERTZ = 30;
    private static final double GOAL_MILLIS = 1;
    private static final double MOST_GROWTH = 1e6; // bytes an hour: what a heap moves by between two collections anyway
    private static final int POINTS = 7; // of an hour, one every ten minutes

    @Option(names = "--minutes", paramLabel = "N", description = "Of media time, 5 to 600 (default: 60).")
    private int minutes = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (minutes < 5 || minutes > 600)
            throw new ParameterException(spec.commandLine(), "--minutes must be in 5..600, got " + minutes);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        var interval = Duration.ofNanos(Math.round(1e9 / FRAME_RATE_HERTZ));
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var bench = new SessionBench(models, BenchCommand.bundledFrames(), interval);
            var cost = bench.cost();
            out.printf(
                    Locale.ROOT,
                    "Processor time of a frame after the networks, %d frames, %d faces:%n",
                    cost.frames(),
                    cost.faces());
            row(out, "tracks, pose, measures, action units, gaze", millis(cost.reading()), "");
            row(out, "baseline, blinks, short movements, states", millis(cost.fusion()), "");
            row(out, "together", millis(cost.together()), "under %.0f ms".formatted(GOAL_MILLIS));
            out.printf("%nHeap after a full collection, the skin and its pulse read as well:%n");
            var heap = bench.endure(Duration.ofMinutes(minutes), POINTS, point -> {
                row(
                        out,
                        "%4d min of video, %,9d frames"
                                .formatted(point.mediaTime().toMinutes(), point.frames()),
                        "%.2f MB".formatted(point.heapBytes() / 1e6),
                        "");
                out.flush();
            });
            double growth = SessionBench.growthPerHour(heap);
            row(out, "growth, least squares", "%+.3f MB/h".formatted(growth / 1e6), "below 1 MB/h");
            return growth < MOST_GROWTH ? ExitCode.OK : ExitCode.NOT_PASSED;
        } catch (MediaException e) {
            throw new CommandFailure(ExitCode.of(e.kind()), String.valueOf(e.getMessage()));
        }
    }

    private static String millis(Duration time) {
        return "%.3f ms".formatted(time.toNanos() / 1e6);
    }

    private static void row(PrintWriter out, String measure, String here, String goal) {
        out.printf(Locale.ROOT, "%-44s %16s   %s%n", measure, here, goal);
    }
}
