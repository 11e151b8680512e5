package dev.attune.voice;

import java.util.Arrays;

/// Statistics of one descriptor over the frames in which it exists. Each is NaN where nothing exists to count.
final class Track {
    private static final double SMALLEST_MEAN = 1e-6; // a deviation relative to less means nothing
    private static final double LARGEST_VARIATION = 20;
    private static final double HOP_SECONDS = (double) VoiceFrame.HOP / Sound.RATE_HZ;

    private final double[] values; // NaN where missing, in time order
    private final double[] present;

    Track(double[] values) {
        this.values = values;
        this.present = Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /// Each value averaged with its neighbours on both sides, within unbroken runs only: the paper's smoothing.
    Track smoothed() {
        var smooth = values.clone();
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t])) continue;
            double sum = 0;
            int count = 0;
            for (int i = Math.max(0, t - 1); i <= Math.min(values.length - 1, t + 1); i++) {
                if (Double.isNaN(values[i])) continue;
                sum += values[i];
                count++;
            }
            smooth[t] = sum / count;
        }
        return new Track(smooth);
    }

    /// How many frames have a value.
    int count() {
        return present.length;
    }

    double mean() {
        return Arrays.stream(present).average().orElse(Double.NaN);
    }

    /// Of the population.
    double deviation() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(present)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN));
    }

    /// Deviation over mean.
    double variation() {
        double mean = mean();
        if (!(Math.abs(mean) > SMALLEST_MEAN)) return Double.NaN;
        return Math.clamp(deviation() / mean, -LARGEST_VARIATION, LARGEST_VARIATION);
    }

    /// Linear between the sorted values.
    ///
    /// @param share in 0..1
    double percentile(double share) {
        if (present.length == 0) return Double.NaN;
        var sorted = present.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        if (below + 1 >= sorted.length) return sorted[below];
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    /// Change per second between successive turning points, within unbroken runs: the rises, or the falls.
    Track slopes(boolean rising) {
        var slopes = new double[values.length];
        int count = 0;
        for (int from = 0; from < values.length; ) {
            if (Double.isNaN(values[from])) {
                from++;
                continue;
            }
            int to = from;
            while (to + 1 < values.length && !Double.isNaN(values[to + 1])) to++;
            int start = from;
            for (int t = from + 1; t <= to; t++) {
                boolean up = values[t] > values[t - 1];
                boolean turns = t == to || values[t + 1] > values[t] != up;
                if (!turns) continue;
                if (up == rising) slopes[count++] = (values[t] - values[start]) / ((t - start) * HOP_SECONDS);
                start = t;
            }
            from = to + 1;
        }
        return new Track(Arrays.copyOf(slopes, count));
    }

    /// The difference over `reach` frames to both sides.
    Track difference(int reach) {
        var difference = new double[values.length];
        for (int t = 0; t < values.length; t++)
            difference[t] = values[Math.min(values.length - 1, t + reach)] - values[Math.max(0, t - reach)];
        return new Track(difference);
    }

    /// Maxima of a running mean over 70 ms that rise above the mean of all, per second: the paper's
    /// stand-in for syllables; [SpeechRate] counts them better.
    double peaksPerSecond() {
        int half = 3;
        double mean = mean();
        var smooth = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            double sum = 0;
            int from = Math.max(0, t - half);
            int to = Math.min(values.length - 1, t + half);
            for (int i = from; i <= to; i++) sum += values[i];
            smooth[t] = sum / (to - from + 1);
        }
        int peaks = 0;
        for (int t = 1; t < values.length - 1; t++)
            if (smooth[t] > smooth[t - 1] && smooth[t] >= smooth[t + 1] && smooth[t] > mean) peaks++;
        return values.length == 0 ? Double.NaN : peaks / (values.length * HOP_SECONDS);
    }
}
