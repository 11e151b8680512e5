package dev.attune.cli;

import dev.attune.actor.BundledClip;
import dev.attune.evaluation.Bench;
import dev.attune.evaluation.Machine;
import dev.attune.evaluation.declared.DeclaredUse;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.models.ModelStore;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures speed and memory on this machine and prints them beside the goals.
@Command(
        name = "bench",
        description = {
            "Measures speed and memory: one tracked face at 640x480, from decoded frame to affect, on one core;"
                    + " and how long the command line and the server take to start.",
            "Run it on a machine that does nothing else; the load average is printed."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchCallsCommand.class,
            BenchDashboardsCommand.class,
            BenchDecisionsCommand.class,
            BenchIngestCommand.class,
            BenchLiveCommand.class,
            BenchRankCommand.class,
            BenchSessionCommand.class,
            BenchSegmentsCommand.class,
            BenchStreamCommand.class,
            BenchTextCommand.class,
            BenchVoiceCommand.class,
            BenchWithdrawalCommand.class
        })
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_FRAMES = 125; // at 640 x 480 x 3 bytes each they take 115 MB

    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description = "Frames of this recording instead of the bundled clip.")
    private @Nullable Path clip;

    @Mixin
    private UseOptions use = new UseOptions();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often the clip is analysed after the warm-up (default: 3).")
    private int rounds = 3;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Also one session of so many minutes: does its memory grow? (default: none)")
    private double minutes;

    @Option(names = "--no-starts", description = "Leave the start-up times out.")
    private boolean withoutStarts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        if (!(minutes >= 0 && minutes <= 24 * 60))
            throw new ParameterException(spec.commandLine(), "--minutes must be in 0..1440, got " + minutes);
        if (rounds < 1) throw new ParameterException(spec.commandLine(), "--rounds must be at least 1, got " + rounds);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        var frames = frames();
        out.printf(
                "Frames:  %d of %d x %d, shown %d times after a warm-up of at least %d frames%n%n",
                frames.size(), frames.getFirst().width(), frames.getFirst().height(), rounds, Bench.WARM_UP_FRAMES);
        row(out, "measure", "here", "goal");
        pipeline(out, frames);
        var gate = new GateTimes(Instant.now());
        row(
                out,
                "policy, 99th percentile of %,d answers".formatted(gate.questions()),
                String.format(Locale.ROOT, "%.1f \u00b5s", gate.p99().toNanos() / 1e3),
                "under 50 \u00b5s");
        if (!withoutStarts) {
            var timing = new StartTimes(Home.directory());
            row(out, "attune --version, median of 5", seconds(timing.commandLine(5)), "under 0.7 s");
            row(out, "server ready, first start", seconds(timing.server()), "");
            row(out, "server ready, later start", seconds(timing.server()), "at most 6 s");
            timing.close();
        }
        return ExitCode.OK;
    }

    private void pipeline(PrintWriter out, List<Frame> frames) throws InterruptedException {
        var gate = DeclaredUse.ofResearch(Modality.FACE, Modality.GAZE);
        var question = new Gate.Question("bench", Purpose.RESEARCH, Modality.FACE);
        var store = ModelStore.bundled();
        try (var models = FaceModels.open(store)) {
            var bench = new Bench(
                    frames,
                    () -> new PerceptionSession(models, FaceOptions.live(), gate, question),
                    store::nanosInRuntime);
            var result = bench.run(rounds);
            row(out, "frames with exactly one face", result.framesWithOneFace() + " of " + result.frames(), "all");
            row(out, "frames/s, wall clock", number(result.framesPerSecond()), "at least 30");
            row(out, "frames/s, per second of one core", number(result.framesPerCpuSecond()), "at least 30");
            row(out, "time outside ONNX Runtime", percent(result.shareOutsideRuntime()), "at most 25 %");
            row(
                    out,
                    "one frame, median / 95th percentile",
                    milliseconds(result.median()) + " / " + milliseconds(result.p95()),
                    "");
            row(
                    out,
                    "peak memory of this process",
                    Machine.peakResidentBytes()
                            .map(bytes -> bytes / 1_000_000 + " MB")
                            .orElse("unknown"),
                    "under 1000 MB");
            row(
                    out,
                    "fusion, per frame",
                    String.format(
                            Locale.ROOT,
                            "%.3f ms",
                            bench.fusionTime(20 * rounds).toNanos() / 1e6),
                    "under 1 ms");
            int cores = Runtime.getRuntime().availableProcessors();
            for (int jobs = 1; jobs <= cores; jobs *= 2)
                row(out, "frames/s, %d recordings at once".formatted(jobs), number(bench.throughput(jobs, rounds)), "");
            if (minutes > 0) endurance(out, bench);
        }
    }

    private void endurance(PrintWriter out, Bench bench) {
        var endurance = bench.endure(Duration.ofMillis(Math.round(60_000 * minutes)));
        row(
                out,
                "heap after %d frames (%d min of video)"
                        .formatted(endurance.frames(), endurance.mediaTime().toMinutes()),
                String.format(
                        Locale.ROOT,
                        "%.1f MB, was %.1f MB",
                        endurance.heapBytesAfter() / 1e6,
                        endurance.heapBytesBefore() / 1e6),
                "no growth");
    }

    private List<Frame> frames() throws CommandFailure, IOException {
        try {
            if (clip == null) return bundledFrames();
            use.overMany(Modality.FACE, Modality.GAZE); // the bundled clip shows nobody
            return frames(clip);
        } catch (MediaException e) {
            throw new CommandFailure(ExitCode.of(e.kind()), String.valueOf(e.getMessage()));
        }
    }

    /// Of the delighted synthetic person, each with pixels of its own.
    static List<Frame> bundledFrames() throws IOException, MediaException {
        var temporary = Files.createTempDirectory("attune-bench");
        try {
            return frames(BundledClip.DELIGHTED.copyTo(temporary));
        } finally {
            Folders.delete(temporary);
        }
    }

    private static List<Frame> frames(Path clip) throws MediaException {
        try (var source = MediaFile.open(clip)) {
            var frames = new ArrayList<Frame>();
            for (Frame frame; frames.size() < MOST_FRAMES && (frame = source.next()) != null; )
                frames.add(new Frame(
                        frame.at(), frame.width(), frame.height(), frame.bgr().clone()));
            return frames;
        }
    }

    private static void row(PrintWriter out, String measure, String here, String goal) {
        out.printf("%-38s %22s   %s%n", measure, here, goal);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    private static String seconds(Optional<Duration> duration) {
        return duration.map(time -> String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9))
                .orElse("not built");
    }
}
