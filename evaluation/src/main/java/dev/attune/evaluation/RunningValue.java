package dev.attune.evaluation;

import java.time.Duration;

/// Mean and extremes of a stream of values, with the media time at which the extremes occurred.
final class RunningValue {
    private long count;
    private double sum;
    private double least = Double.NaN;
    private double most = Double.NaN;
    private Duration leastAt = Duration.ZERO;
    private Duration mostAt = Duration.ZERO;

    void add(Duration at, double value) {
        count++;
        sum += value;
        if (!(value >= least)) { // true for the first value too, while `least` is NaN
            least = value;
            leastAt = at;
        }
        if (!(value <= most)) {
            most = value;
            mostAt = at;
        }
    }

    long count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// NaN when there was no value; so are the extremes.
    double mean() {
        return sum / count;
    }

    double least() {
        return least;
    }

    double most() {
        return most;
    }

    Duration leastAt() {
        return leastAt;
    }

    Duration mostAt() {
        return mostAt;
    }
}
