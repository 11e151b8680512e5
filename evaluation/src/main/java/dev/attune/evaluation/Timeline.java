package dev.attune.evaluation;

import java.time.Duration;
import java.util.Arrays;

/// Several channels over the whole recording in bounded memory, for plots.
///
/// Time is cut into equal bins, each with mean, smallest and largest value per channel. When the
/// recording outgrows the bins, neighbours are merged and a bin lasts twice as long; so a minute is
/// drawn frame by frame and two hours in steps of ten seconds.
final class Timeline {
    private final int channels;
    private final int capacity;
    private Duration binLength;
    private int bins;
    private final float[] sum;
    private final float[] least;
    private final float[] most;
    private final int[] count;

    /// @param capacity even; how many bins there are at most
    /// @param firstBinLength about one frame interval
    Timeline(int channels, int capacity, Duration firstBinLength) {
        if (channels < 1 || capacity < 2 || capacity % 2 != 0 || !firstBinLength.isPositive())
            throw new IllegalArgumentException(
                    "a timeline needs channels, an even capacity and a bin length, got %d, %d, %s"
                            .formatted(channels, capacity, firstBinLength));
        this.channels = channels;
        this.capacity = capacity;
        this.binLength = firstBinLength;
        sum = new float[channels * capacity];
        least = new float[channels * capacity];
        most = new float[channels * capacity];
        count = new int[channels * capacity];
    }

    /// @param values one per channel; NaN where nothing was measured
    void add(Duration at, double[] values) {
        if (values.length != channels)
            throw new IllegalArgumentException("expected %d values, got %d".formatted(channels, values.length));
        while (at.dividedBy(binLength) >= capacity) mergeNeighbours();
        int bin = (int) at.dividedBy(binLength);
        bins = Math.max(bins, bin + 1);
        for (int channel = 0; channel < channels; channel++)
            if (!Double.isNaN(values[channel])) add(bin * channels + channel, (float) values[channel]);
    }

    private void add(int cell, float value) {
        sum[cell] += value;
        least[cell] = count[cell] == 0 ? value : Math.min(least[cell], value);
        most[cell] = count[cell] == 0 ? value : Math.max(most[cell], value);
        count[cell]++;
    }

    private void mergeNeighbours() {
        for (int bin = 0; bin < capacity / 2; bin++)
            for (int channel = 0; channel < channels; channel++) {
                int first = 2 * bin * channels + channel;
                int second = first + channels;
                int target = bin * channels + channel;
                boolean none = count[first] == 0;
                boolean single = none || count[second] == 0;
                float low = single ? least[none ? second : first] : Math.min(least[first], least[second]);
                float high = single ? most[none ? second : first] : Math.max(most[first], most[second]);
                sum[target] = sum[first] + sum[second];
                count[target] = count[first] + count[second];
                least[target] = low;
                most[target] = high;
            }
        int half = capacity / 2 * channels;
        Arrays.fill(sum, half, sum.length, 0);
        Arrays.fill(least, half, least.length, 0);
        Arrays.fill(most, half, most.length, 0);
        Arrays.fill(count, half, count.length, 0);
        bins = (bins + 1) / 2;
        binLength = binLength.multipliedBy(2);
    }

    int bins() {
        return bins;
    }

    Duration binLength() {
        return binLength;
    }

    /// How many values fell into the bin.
    int count(int channel, int bin) {
        return count[bin * channels + channel];
    }

    /// NaN where nothing was measured.
    double mean(int channel, int bin) {
        int cell = bin * channels + channel;
        return count[cell] == 0 ? Double.NaN : sum[cell] / count[cell];
    }

    double least(int channel, int bin) {
        return least[bin * channels + channel];
    }

    double most(int channel, int bin) {
        return most[bin * channels + channel];
    }
}
