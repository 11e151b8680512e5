package dev.attune.fusion;

import dev.attune.signals.MuscleGroup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The latest frames of one face, with questions about times between them. Times are seconds of media time.
final class MovementWindow {
    private final List<MovementFrame> frames;
    private final double[] times;

    /// @param frames in the order of time, at least one
    MovementWindow(List<MovementFrame> frames) {
        this.frames = frames;
        this.times = new double[frames.size()];
        for (int i = 0; i < times.length; i++) times[i] = Seconds.of(frames.get(i).at);
    }

    double first() {
        return times[0];
    }

    double last() {
        return times[times.length - 1];
    }

    /// From the median interval, so that single lost frames do not count. At least two frames.
    double frameRateHz() {
        double[] intervals = new double[times.length - 1];
        for (int i = 0; i < intervals.length; i++) intervals[i] = times[i + 1] - times[i];
        Arrays.sort(intervals);
        return 1 / Math.max(1e-6, intervals[intervals.length / 2]);
    }

    double longestInterval(double from, double to) {
        double longest = 0;
        for (int i = 1; i < times.length; i++)
            if (times[i] > from && times[i - 1] < to) longest = Math.max(longest, times[i] - times[i - 1]);
        return longest;
    }

    double level(MuscleGroup group, double at, double reach) {
        return mean(at, reach, frame -> frame.levels[group.ordinal()]);
    }

    /// Mean over the frames within `reach` seconds, or the nearest frame.
    double mean(double at, double reach, ToDoubleFunction<MovementFrame> value) {
        int i = firstFrom(at - reach);
        double sum = 0;
        int n = 0;
        for (; i < times.length && times[i] <= at + reach; i++, n++) sum += value.applyAsDouble(frames.get(i));
        return n > 0 ? sum / n : value.applyAsDouble(frames.get(nearest(at)));
    }

    double least(double from, double to, ToDoubleFunction<MovementFrame> value) {
        double least = Double.MAX_VALUE;
        for (int i = firstFrom(from); i < times.length && times[i] <= to; i++)
            least = Math.min(least, value.applyAsDouble(frames.get(i)));
        return least;
    }

    double range(double from, double to, ToDoubleFunction<MovementFrame> value) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (int i = firstFrom(from); i < times.length && times[i] <= to; i++) {
            double here = value.applyAsDouble(frames.get(i));
            if (Double.isNaN(here)) continue;
            least = Math.min(least, here);
            most = Math.max(most, here);
        }
        return Math.max(0, most - least);
    }

    double median(ToDoubleFunction<MovementFrame> value) {
        double[] sorted = frames.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    MovementFrame frameAt(double at) {
        return frames.get(nearest(at));
    }

    /// Index of the first frame not earlier.
    int firstFrom(double at) {
        int i = Arrays.binarySearch(times, at);
        return i >= 0 ? i : -i - 1;
    }

    double time(int index) {
        return times[index];
    }

    int size() {
        return times.length;
    }

    private int nearest(double at) {
        int i = firstFrom(at);
        if (i == times.length) return i - 1;
        return i > 0 && at - times[i - 1] < times[i] - at ? i - 1 : i;
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
