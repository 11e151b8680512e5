package dev.attune.fusion;

/// The periodogram of a uniformly sampled signal: mean removed, Hann taper, zero-padded to [#SIZE].
final class Spectrum {
    static final int SIZE = 1024;

    private static final double[] COSINE = new double[SIZE / 2];
    private static final double[] SINE = new double[SIZE / 2];

    static {
        for (int i = 0; i < SIZE / 2; i++) {
            COSINE[i] = Math.cos(2 * Math.PI * i / SIZE);
            SINE[i] = Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private final double hertz;
    private final double taper; // sum of the taper's weights
    private final double[] real;
    private final double[] imaginary;

    private Spectrum(double hertz, double taper, double[] real, double[] imaginary) {
        this.hertz = hertz;
        this.taper = taper;
        this.real = real;
        this.imaginary = imaginary;
    }

    /// @param signal at most [#SIZE] values
    static Spectrum of(double[] signal, double hertz) {
        return of(signal, 0, signal.length, hertz);
    }

    static Spectrum of(double[] signal, int from, int to, double hertz) {
        double mean = 0;
        for (int i = from; i < to; i++) mean += signal[i] / (to - from);
        double[] re = new double[SIZE];
        double[] im = new double[SIZE];
        double sum = 0;
        for (int i = from; i < to; i++) {
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from + 0.5) / (to - from));
            re[i - from] = weight * (signal[i] - mean);
            sum += weight;
        }
        transform(re, im);
        return new Spectrum(hertz, sum, re, im);
    }

    /// Only what lies in the band remains; the length is kept.
    static double[] bandPassed(double[] signal, double hertz, double lowHz, double highHz) {
        double mean = 0;
        for (double value : signal) mean += value / signal.length;
        double[] re = new double[SIZE];
        double[] im = new double[SIZE];
        for (int i = 0; i < signal.length; i++) re[i] = signal[i] - mean;
        transform(re, im);
        for (int i = 0; i < SIZE; i++) {
            double frequency = Math.min(i, SIZE - i) * hertz / SIZE;
            if (frequency < lowHz || frequency > highHz) re[i] = im[i] = 0;
        }
        for (int i = 0; i < SIZE; i++) im[i] = -im[i]; // the inverse by conjugation
        transform(re, im);
        double[] passed = new double[signal.length];
        for (int i = 0; i < passed.length; i++) passed[i] = re[i] / SIZE;
        return passed;
    }

    double power(int bin) {
        return real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
    }

    int bin(double frequencyHz) {
        return Math.clamp(Math.round(frequencyHz * SIZE / hertz), 0, SIZE / 2 - 1);
    }

    /// The strongest frequency in the band, between bins by a parabola through the three around it.
    double peakHz(double lowHz, double highHz) {
        int best = bin(lowHz);
        for (int i = best; i <= bin(highHz); i++) if (power(i) > power(best)) best = i;
        if (best == 0) return 0;
        double before = power(best - 1);
        double at = power(best);
        double after = power(best + 1);
        double bend = before - 2 * at + after;
        double offset = bend < 0 ? Math.clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
        return (best + offset) * hertz / SIZE;
    }

    /// Power near a frequency and near its double against the rest of the band, in decibels (de Haan & Jeanne 2013).
    double snrDb(double frequencyHz, double halfWidthHz, double lowHz, double highHz) {
        double signal = 1e-30;
        double noise = 1e-30;
        for (int i = bin(lowHz); i <= bin(highHz); i++) {
            double f = i * hertz / SIZE;
            boolean near = Math.abs(f - frequencyHz) <= halfWidthHz || Math.abs(f - 2 * frequencyHz) <= halfWidthHz;
            if (near) signal += power(i);
            else noise += power(i);
        }
        return 10 * Math.log10(signal / noise);
    }

    /// Of a sine at this frequency.
    double amplitude(double frequencyHz) {
        return 2 * Math.sqrt(power(bin(frequencyHz))) / taper;
    }

    /// How far this moves together with another signal at a frequency: the real part of one against the other's phase.
    double along(Spectrum other, double frequencyHz) {
        int i = bin(frequencyHz);
        double size = Math.sqrt(other.power(i)) + 1e-30;
        return (real[i] * other.real[i] + imaginary[i] * other.imaginary[i]) / size;
    }

    /// In place, radix 2 (Cooley & Tukey 1965).
    private static void transform(double[] re, double[] im) {
        for (int i = 1, j = 0; i < SIZE; i++) {
            int bit = SIZE >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) {
                double r = re[i];
                re[i] = re[j];
                re[j] = r;
                double m = im[i];
                im[i] = im[j];
                im[j] = m;
            }
        }
        for (int length = 2; length <= SIZE; length <<= 1) {
            int half = length / 2;
            int step = SIZE / length;
            for (int start = 0; start < SIZE; start += length)
                for (int k = 0; k < half; k++) {
                    double c = COSINE[k * step];
                    double s = -SINE[k * step];
                    int a = start + k;
                    int b = a + half;
                    double r = re[b] * c - im[b] * s;
                    double m = re[b] * s + im[b] * c;
                    re[b] = re[a] - r;
                    im[b] = im[a] - m;
                    re[a] += r;
                    im[a] += m;
                }
        }
    }
}
