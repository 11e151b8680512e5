package dev.attune.evaluation.fusion;

import com.sun.management.ThreadMXBean;
import dev.attune.fusion.AffectStream;
import dev.attune.fusion.Cue;
import dev.attune.fusion.TrackState;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/// How fast one core folds cues into the stream of one person, and what it leaves behind.
public final class StreamBench {
    private static final double SESSION_SECONDS = 180;
    private static final int WARM_UP_CUES = 400_000; // until then the JIT compiler is at work

    private final List<Cue> cues;

    /// @param seed of the generated session whose cues are played, in the order of arrival, again and again
    public StreamBench(long seed) {
        this.cues = SessionGenerator.session(Scenario.OUT_OF_ORDER, seed, 0, 0, SESSION_SECONDS).arrivals().stream()
                .map(GeneratedSession.Arrival::cue)
                .toList();
    }

    /// What is played, in the order of arrival.
    public List<Cue> cues() {
        return cues;
    }

    /// @param cpu processor time of the one thread that did the work
    /// @param garbage bytes allocated on the way; all of it but the last state can be collected
    /// @param largestState as bytes, over all steps
    /// @param heapBefore,heapAfter bytes in use after a full collection: before, and after as many cues
    public record Result(
            long cues, Duration wall, Duration cpu, long garbage, int largestState, long heapBefore, long heapAfter) {
        public double cuesPerSecond() {
            return cues / (wall.toNanos() / 1e9);
        }

        public double cuesPerCpuSecond() {
            return cues / (cpu.toNanos() / 1e9);
        }

        public double garbagePerCue() {
            return (double) garbage / cues;
        }
    }

    /// @param atLeast cues to play after the warm-up
    public Result run(long atLeast) {
        for (long played = 0; played < WARM_UP_CUES; played += cues.size()) play();
        int largest = 0;
        var state = TrackState.initial();
        for (var cue : cues) {
            state = AffectStream.step(state, cue).state();
            largest = Math.max(largest, state.toBytes().length);
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long heapBefore = heapInUse();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long played = 0;
        for (; played < atLeast; played += cues.size()) play();
        return new Result(
                played,
                Duration.ofNanos(System.nanoTime() - start),
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu),
                threads.getCurrentThreadAllocatedBytes() - allocated,
                largest,
                heapBefore,
                heapInUse());
    }

    private void play() {
        var state = TrackState.initial();
        for (var cue : cues) state = AffectStream.step(state, cue).state();
        if (!state.hasBegun()) throw new IllegalStateException("a session without cues measures nothing");
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
