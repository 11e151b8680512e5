package dev.attune.fusion;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// A uniform grid of media time laid over frames that came when they came. Its last cell ends with the last frame.
///
/// Each cell holds the mean over its time of the straight lines between frames: with many frames a cell this averages,
/// with few it interpolates.
final class PulseGrid {
    private final List<PulseSample> samples;
    private final double hertz;
    private final int cells;

    /// @param samples at least two, in the order of time
    PulseGrid(List<PulseSample> samples, double hertz) {
        this.samples = samples;
        this.hertz = hertz;
        double seconds =
                Seconds.of(samples.getLast().at().minus(samples.getFirst().at()));
        this.cells = (int) Math.floor(seconds * hertz + 1e-6);
    }

    int cells() {
        return cells;
    }

    double[] of(ToDoubleFunction<PulseSample> value) {
        return of(sample -> true, value);
    }

    /// @param usable samples without it are bridged
    double[] of(Predicate<PulseSample> usable, ToDoubleFunction<PulseSample> value) {
        Duration end = samples.getLast().at();
        double[] time = new double[samples.size()];
        double[] values = new double[samples.size()];
        int n = 0;
        for (var sample : samples) {
            if (!usable.test(sample)) continue;
            time[n] = -Seconds.of(end.minus(sample.at()));
            values[n++] = value.applyAsDouble(sample);
        }
        double[] means = new double[cells];
        if (n == 0) return means;
        var lines = new Lines(time, values, n);
        double before = lines.integralTo(-cells / hertz);
        for (int i = 0; i < cells; i++) {
            double after = lines.integralTo((i + 1 - cells) / hertz);
            means[i] = (after - before) * hertz;
            before = after;
        }
        return means;
    }

    /// Straight lines between points, level beyond the ends.
    private static final class Lines {
        private final double[] time;
        private final double[] values;
        private final int n;
        private int segment;
        private double integral; // up to the segment's start, from the first point

        Lines(double[] time, double[] values, int n) {
            this.time = time;
            this.values = values;
            this.n = n;
        }

        /// From the first point; asked in ascending order.
        double integralTo(double t) {
            if (t <= time[0]) return values[0] * (t - time[0]);
            while (segment + 1 < n && time[segment + 1] <= t) {
                integral += (values[segment] + values[segment + 1]) / 2 * (time[segment + 1] - time[segment]);
                segment++;
            }
            double past = t - time[segment];
            if (segment + 1 == n) return integral + values[segment] * past;
            double slope = (values[segment + 1] - values[segment]) / (time[segment + 1] - time[segment]);
            return integral + (values[segment] + slope * past / 2) * past;
        }
    }
}
