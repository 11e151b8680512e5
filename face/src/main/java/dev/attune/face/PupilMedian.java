package dev.attune.face;

import dev.attune.signals.Measurement.Measured;
import dev.attune.signals.Pupils;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The median of what the last second of frames showed of one face's pupils: one that the search missed does not count.
/// A frame that shows none stays without; its gap is not filled.
///
/// Mutable; owned by its [Track].
final class PupilMedian {
    private static final Duration WINDOW = Duration.ofSeconds(1); // a pupil narrows within it, but not to and fro

    private record Sample(Duration at, double share) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    Pupils next(Pupils frame, Duration at) {
        if (!(frame.both() instanceof Measured now)) return frame;
        samples.addLast(new Sample(at, now.value()));
        while (samples.getFirst().at().compareTo(at.minus(WINDOW)) <= 0) samples.removeFirst();
        double[] sorted = samples.stream().mapToDouble(Sample::share).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Pupils(new Measured(median, now.confidence()), frame.left(), frame.right());
    }
}
