package dev.attune.evaluation;

import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.media.Frame;
import dev.attune.signals.Modality;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One person's session of hours of media time in minutes: the networks are asked about each picture once, and all that
/// follows them runs on every frame. Shows what a frame costs besides the networks, and that what a session remembers
/// does not grow: tracks, pose, measures, action units, gaze, blinks, personal baseline, short movements,
/// states, moments, skin and pulse.
public final class SessionBench {
    private static final int WARM_UP_FRAMES = 3000; // the JIT compiler has settled, and every window is full
    private static final int TIMED_FRAMES = 6000;
    private static final Set<Modality> WITHOUT_SKIN = EnumSet.of(Modality.FACE, Modality.GAZE);
    private static final Set<Modality> ALL = EnumSet.of(Modality.FACE, Modality.GAZE, Modality.PHYSIOLOGY);

    private final FaceModels models;
    private final List<Frame> frames;
    private final Duration interval;

    /// @param frames played again and again, each with pixels of its own and a face
    /// @param interval of media time from frame to frame
    public SessionBench(FaceModels models, List<Frame> frames, Duration interval) {
        if (frames.isEmpty()) throw new IllegalArgumentException("a benchmark needs frames, got none");
        if (interval.isNegative() || interval.isZero())
            throw new IllegalArgumentException("the interval must be positive, got " + interval);
        this.models = models;
        this.frames = List.copyOf(frames);
        this.interval = interval;
    }

    /// @param heapBytes in use after a full collection, once so many frames of the session were read
    public record Point(long frames, Duration mediaTime, long heapBytes) {}

    /// @param reading processor time of a frame, mesh to observation: tracks, pose, measures, action units, gaze
    /// @param fusion processor time of a frame, observation to estimate: baseline, blinks, short movements, states
    /// @param faces read in the frames that were timed
    public record Cost(Duration reading, Duration fusion, long faces, int frames) {
        public Duration together() {
            return reading.plus(fusion);
        }
    }

    /// What a frame costs after the networks, without the skin.
    public Cost cost() {
        return cost(WARM_UP_FRAMES, TIMED_FRAMES);
    }

    Cost cost(int warmUp, int timed) {
        var threads = ManagementFactory.getThreadMXBean();
        try (var analyzer = FaceAnalyzer.remembering(models, FaceOptions.live(), frames)) {
            var state = FusionState.initial();
            long reading = 0;
            long fusing = 0;
            long faces = 0;
            for (int i = 0; i < warmUp + timed; i++) {
                long start = threads.getCurrentThreadCpuTime();
                var read = analyzer.analyze(frame(i), WITHOUT_SKIN);
                long middle = threads.getCurrentThreadCpuTime();
                state = AffectFusion.step(state, read).state();
                long end = threads.getCurrentThreadCpuTime();
                if (i < warmUp) continue;
                reading += middle - start;
                fusing += end - middle;
                faces += read.faces().size();
            }
            return new Cost(Duration.ofNanos(reading / timed), Duration.ofNanos(fusing / timed), faces, timed);
        }
    }

    /// One session for so long, the skin included.
    ///
    /// @param points how often the heap is looked at after the warm-up, evenly over the time
    /// @param told each as soon as it is known
    public List<Point> endure(Duration mediaTime, int points, Consumer<Point> told) {
        if (points < 2) throw new IllegalArgumentException("growth needs at least two points, got " + points);
        long all = mediaTime.dividedBy(interval);
        var heap = new ArrayList<Point>();
        try (var analyzer = FaceAnalyzer.remembering(models, FaceOptions.live(), frames)) {
            var state = FusionState.initial();
            long warmUp = Math.min(WARM_UP_FRAMES, all / 2);
            for (long i = 0; i < all; i++) {
                if (i >= warmUp && (i - warmUp) * (points - 1) / (all - warmUp) >= heap.size())
                    heap.add(point(i, told));
                state = AffectFusion.step(state, analyzer.analyze(frame(i), ALL))
                        .state();
            }
            heap.add(point(all, told));
            if (state.equals(FusionState.initial())) throw new IllegalStateException("no face was read");
        }
        return heap;
    }

    /// Of the heap from point to point, by least squares.
    ///
    /// @return bytes per hour of media time
    public static double growthPerHour(List<Point> heap) {
        double meanHours =
                heap.stream().mapToDouble(SessionBench::hours).average().orElseThrow();
        double meanBytes = heap.stream().mapToDouble(Point::heapBytes).average().orElseThrow();
        double both = 0;
        double squares = 0;
        for (var point : heap) {
            both += (hours(point) - meanHours) * (point.heapBytes() - meanBytes);
            squares += (hours(point) - meanHours) * (hours(point) - meanHours);
        }
        return both / squares;
    }

    private static double hours(Point point) {
        return point.mediaTime().toNanos() / 3.6e12;
    }

    private Point point(long frames, Consumer<Point> told) {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        var point = new Point(frames, interval.multipliedBy(frames), used);
        told.accept(point);
        return point;
    }

    private Frame frame(long number) {
        var frame = frames.get((int) (number % frames.size()));
        return new Frame(interval.multipliedBy(number), frame.width(), frame.height(), frame.bgr());
    }
}
