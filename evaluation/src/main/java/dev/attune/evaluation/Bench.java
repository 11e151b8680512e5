package dev.attune.evaluation;

import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.PerceptionResult;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Frame;
import dev.attune.signals.FaceReading;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How fast one core turns decoded frames into affect: the whole pipeline, one thread, nothing left out.
///
/// The frames are decoded before and lie in memory. They are shown until at least [#WARM_UP_FRAMES]
/// went through, then as often as asked, each time to a fresh session, so that finding the face is part
/// of the measurement as it is of a live session's start.
public final class Bench {
    /// Until then the JIT compiler is at work: it more than doubles the share of time outside ONNX Runtime.
    public static final int WARM_UP_FRAMES = 500;

    private final List<Frame> frames;
    private final Supplier<PerceptionSession> sessions;
    private final LongSupplier nanosInRuntime;

    /// @param frames each with its own pixels, in order of media time
    /// @param nanosInRuntime total time spent inside ONNX Runtime so far
    public Bench(List<Frame> frames, Supplier<PerceptionSession> sessions, LongSupplier nanosInRuntime) {
        if (frames.isEmpty()) throw new IllegalArgumentException("a benchmark needs frames, got none");
        this.frames = List.copyOf(frames);
        this.sessions = sessions;
        this.nanosInRuntime = nanosInRuntime;
    }

    /// @param framesWithOneFace should be all of them; otherwise something else was measured
    /// @param wall from the first frame to the last, as the clock on the wall says: other processes count
    /// @param cpu processor time of the one thread that did the work, native code included
    /// @param inRuntime wall time inside ONNX Runtime
    /// @param median of a frame, wall time
    /// @param p95 95 % of the frames took at most this long
    public record Result(
            int frames,
            int framesWithOneFace,
            Duration wall,
            Duration cpu,
            Duration inRuntime,
            Duration median,
            Duration p95) {

        public double framesPerSecond() {
            return frames / seconds(wall);
        }

        /// What a core of its own would do: frames over processor time.
        public double framesPerCpuSecond() {
            return frames / seconds(cpu);
        }

        /// Share of the wall time that Attune's own code took, in [0, 1].
        public double shareOutsideRuntime() {
            return 1 - seconds(inRuntime) / seconds(wall);
        }

        private static double seconds(Duration duration) {
            return duration.toNanos() / 1e9;
        }
    }

    /// @param rounds how often the frames are shown after the warm-up
    public Result run(int rounds) {
        if (rounds < 1) throw new IllegalArgumentException("a benchmark needs at least one round, got " + rounds);
        for (int shown = 0; shown < WARM_UP_FRAMES; shown += frames.size()) show(new long[frames.size()], 0);
        var nanos = new long[frames.size() * rounds];
        var threads = ManagementFactory.getThreadMXBean();
        long runtimeBefore = nanosInRuntime.getAsLong();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        int withOneFace = 0;
        for (int round = 0; round < rounds; round++) withOneFace += show(nanos, round * frames.size());
        long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
        long inRuntime = nanosInRuntime.getAsLong() - runtimeBefore;
        long wall = Arrays.stream(nanos).sum();
        Arrays.sort(nanos);
        return new Result(
                nanos.length,
                withOneFace,
                Duration.ofNanos(wall),
                Duration.ofNanos(cpu),
                Duration.ofNanos(inRuntime),
                Duration.ofNanos(percentile(nanos, 0.5)),
                Duration.ofNanos(percentile(nanos, 0.95)));
    }

    /// Frames per second when so many sessions run side by side, each on a thread of its own, as
    /// `attune analyze` does with a folder. The networks are shared.
    ///
    /// @param rounds how often each session is shown the frames
    public double throughput(int sessionsAtOnce, int rounds) throws InterruptedException {
        if (sessionsAtOnce < 1)
            throw new IllegalArgumentException("at least one session must run, got " + sessionsAtOnce);
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(sessionsAtOnce)) {
            var all = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < sessionsAtOnce * rounds; i++) all.add(() -> show(new long[frames.size()], 0));
            for (var done : threads.invokeAll(all)) done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session failed", e.getCause());
        }
        return (double) sessionsAtOnce * rounds * frames.size() / ((System.nanoTime() - start) / 1e9);
    }

    /// Heap in use after a full collection, before and after one session was shown frames for a long time.
    ///
    /// @param mediaTime what the frames lasted by their own clock
    public record Endurance(long frames, Duration mediaTime, long heapBytesBefore, long heapBytesAfter) {}

    /// One session, the frames again and again, their media time going on.
    public Endurance endure(Duration wallTime) {
        var step = frames.size() < 2
                ? Duration.ofMillis(40)
                : frames.getLast().at().minus(frames.getFirst().at()).dividedBy(frames.size() - 1);
        try (var session = sessions.get()) {
            long shown = 0;
            for (; shown < WARM_UP_FRAMES; shown++) showAt(session, shown, step);
            long before = heapInUse();
            for (long end = System.nanoTime() + wallTime.toNanos(); System.nanoTime() < end; shown++)
                showAt(session, shown, step);
            return new Endurance(shown, step.multipliedBy(shown), before, heapInUse());
        }
    }

    private void showAt(PerceptionSession session, long number, Duration step) {
        var frame = frames.get((int) (number % frames.size()));
        session.accept(new Frame(step.multipliedBy(number), frame.width(), frame.height(), frame.bgr()));
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Time the fusion of one frame takes: action units against the person's own baseline, eyes, movements, states,
    /// moments. The frames are read before; only what follows the networks is measured.
    public Duration fusionTime(int rounds) {
        var readings = new ArrayList<FaceReading>();
        try (var session = sessions.get()) {
            for (var frame : frames)
                if (session.accept(frame) instanceof PerceptionResult.Read read) readings.add(read.reading());
        }
        for (int shown = 0; shown < 20 * WARM_UP_FRAMES; shown += readings.size()) fuse(readings);
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) fuse(readings);
        return Duration.ofNanos((System.nanoTime() - start) / ((long) rounds * readings.size()));
    }

    private static void fuse(List<FaceReading> readings) {
        var state = FusionState.initial();
        for (var reading : readings) state = AffectFusion.step(state, reading).state();
    }

    /// Shows all frames to a new session and notes how long each took.
    ///
    /// @return in how many exactly one face was read
    private int show(long[] nanos, int from) {
        int withOneFace = 0;
        try (var session = sessions.get()) {
            for (int i = 0; i < frames.size(); i++) {
                long start = System.nanoTime();
                var result = session.accept(frames.get(i));
                nanos[from + i] = System.nanoTime() - start;
                if (result instanceof PerceptionResult.Read read
                        && read.reading().faces().size() == 1) withOneFace++;
            }
        }
        return withOneFace;
    }

    /// Nearest rank.
    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.clamp(Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
