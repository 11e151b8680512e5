package dev.attune.voice;

import java.util.Arrays;

/// How unlike consecutive periods are, in length (jitter) and in strength (shimmer). Praat's "Get jitter (local):
/// 0, 0, 0.0001, 0.02, 1.3" and "Get shimmer (local): 0, 0, 0.0001, 0.02, 1.3, 1.6", and the same pair by pair.
final class Perturbation {
    private static final double SHORTEST = 0.0001 * Sound.RATE_HZ; // periods outside are none
    private static final double LONGEST = 0.02 * Sound.RATE_HZ;
    private static final double PERIOD_FACTOR = 1.3; // more unlike is no pair
    private static final double AMPLITUDE_FACTOR = 1.6;
    private static final double WINDOW_SHARE = 0.2; // of a period, on each side of a pulse

    private final double[] pulses;
    private final double[] amplitude; // NaN where a pulse has no period on both sides

    /// @param pulses in samples of `sound`, ascending
    Perturbation(float[] sound, double[] pulses) {
        this.pulses = pulses;
        this.amplitude = new double[pulses.length];
        Arrays.fill(amplitude, Double.NaN);
        for (int i = 1; i < pulses.length - 1; i++)
            if (isPair(i))
                amplitude[i] = windowedRms(
                        sound,
                        pulses[i],
                        WINDOW_SHARE * (pulses[i] - pulses[i - 1]),
                        WINDOW_SHARE * (pulses[i + 1] - pulses[i]));
    }

    /// A ratio; NaN with fewer than two pairs of periods.
    double jitter() {
        double sum = 0;
        int pairs = 0;
        for (int i = 1; i < pulses.length - 1; i++) {
            if (!isPair(i)) continue;
            sum += Math.abs(period(i + 1) - period(i));
            pairs++;
        }
        double periods = 0;
        int counted = 0;
        for (int i = 1; i < pulses.length; i++) {
            if (!isPeriod(i)) continue;
            periods += period(i);
            counted++;
        }
        return pairs < 2 || counted == 0 ? Double.NaN : sum / pairs / (periods / counted);
    }

    /// A ratio of amplitudes, as Praat reports it; NaN with fewer than two pairs.
    double shimmer() {
        return shimmer(false);
    }

    /// Mean level difference in dB.
    double shimmerDb() {
        return shimmer(true);
    }

    private double shimmer(boolean decibels) {
        double sum = 0;
        int pairs = 0;
        double amplitudes = 0;
        int counted = 0;
        double before = Double.NaN;
        double beforeAt = Double.NaN;
        for (int i = 0; i < pulses.length; i++) {
            if (Double.isNaN(amplitude[i])) continue;
            amplitudes += amplitude[i];
            counted++;
            double apart = pulses[i] - beforeAt;
            if (apart >= SHORTEST && apart <= LONGEST && factor(before, amplitude[i]) <= AMPLITUDE_FACTOR) {
                sum += decibels ? 20 * Math.log10(factor(before, amplitude[i])) : Math.abs(amplitude[i] - before);
                pairs++;
            }
            before = amplitude[i];
            beforeAt = pulses[i];
        }
        if (pairs < 2) return Double.NaN;
        return decibels ? sum / pairs : sum / pairs / (amplitudes / counted);
    }

    /// Jitter around pulse `i`, a ratio; NaN without a pair of periods.
    double jitterAt(int i) {
        if (i < 1 || i >= pulses.length - 1 || !isPair(i)) return Double.NaN;
        return Math.abs(period(i + 1) - period(i)) / ((period(i + 1) + period(i)) / 2);
    }

    /// Level difference in dB between pulse `i` and the one before; NaN without a pair.
    double shimmerDbAt(int i) {
        if (i < 1 || !(pulses[i] - pulses[i - 1] <= LONGEST)) return Double.NaN;
        double factor = factor(amplitude[i - 1], amplitude[i]);
        return factor <= AMPLITUDE_FACTOR ? 20 * Math.log10(factor) : Double.NaN;
    }

    private double period(int i) {
        return pulses[i] - pulses[i - 1];
    }

    private boolean isPair(int i) {
        double a = period(i);
        double b = period(i + 1);
        return inRange(a) && inRange(b) && factor(a, b) <= PERIOD_FACTOR;
    }

    /// Praat counts a period that resembles at least one neighbour.
    private boolean isPeriod(int i) {
        if (!inRange(period(i))) return false;
        boolean hasLeft = i > 1;
        boolean hasRight = i < pulses.length - 1;
        if (!hasLeft && !hasRight) return false;
        return hasLeft && factor(period(i - 1), period(i)) <= PERIOD_FACTOR
                || hasRight && factor(period(i), period(i + 1)) <= PERIOD_FACTOR;
    }

    private static boolean inRange(double period) {
        return period >= SHORTEST && period <= LONGEST;
    }

    /// The larger by the smaller; NaN when either is missing.
    private static double factor(double a, double b) {
        return a > b ? a / b : b / a;
    }

    private static double windowedRms(float[] sound, double middle, double left, double right) {
        double sum = 0;
        double weights = 0;
        int first = Math.max(0, (int) Math.ceil(middle - left));
        int last = Math.min(sound.length - 1, (int) Math.floor(middle + right));
        for (int i = first; i <= last; i++) {
            double width = i < middle ? left : right;
            double weight = 0.5 + 0.5 * Math.cos(Math.PI * (i - middle) / width);
            double value = sound[i] * weight;
            sum += value * value;
            weights += weight * weight;
        }
        double rms = Math.sqrt(sum / weights);
        return rms > 0 ? rms : Double.NaN;
    }
}
