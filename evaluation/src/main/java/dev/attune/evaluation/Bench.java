package dev.attune.evaluation;

import dev.attune.fusion.PerceptionResult;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Frame;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How fast one core turns decoded frames into affect: the whole pipeline, one thread, nothing left out.
///
/// The frames are decoded before and lie in memory. They are shown until at least [#WARM_UP_FRAMES] went through, then
/// as often as asked, each time to a fresh session, so that finding the face is part of the measurement as it is of a
/// live session's start.
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
