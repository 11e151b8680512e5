package dev.attune.decisions.experiments;

/// Numbers summed up: how many, their mean, and Σ (y − mean)². Values are added one by one (Welford
/// 1962) or in two parts (Chan et al. 1979) without losing digits.
public record Sample(long n, double mean, double squares) {
    public static final Sample EMPTY = new Sample(0, 0, 0);

    public Sample {
        if (n < 0 || !Double.isFinite(mean) || !(squares >= 0 && squares < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a sample needs n >= 0, a finite mean and squares >= 0, got %d, %s, %s"
                    .formatted(n, mean, squares));
    }

    /// Yes or no, so many of n.
    public static Sample ofShare(long successes, long n) {
        if (successes < 0 || successes > n)
            throw new IllegalArgumentException("successes must be in 0..n, got %d of %d".formatted(successes, n));
        if (n == 0) return EMPTY;
        double share = (double) successes / n;
        return new Sample(n, share, n * share * (1 - share));
    }

    public Sample plus(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("a value must be finite, got " + value);
        double next = mean + (value - mean) / (n + 1);
        return new Sample(n + 1, next, squares + (value - mean) * (value - next));
    }

    public Sample plus(Sample other) {
        if (n == 0) return other;
        if (other.n == 0) return this;
        long all = n + other.n;
        double gap = other.mean - mean;
        return new Sample(
                all, mean + gap * other.n / all, squares + other.squares + gap * gap * ((double) n * other.n / all));
    }

    /// With n − 1 below; 0 for a single value.
    public double variance() {
        return n < 2 ? 0 : squares / (n - 1);
    }

    /// Variance of the mean; infinite when nothing is known.
    public double varianceOfMean() {
        return n < 2 ? Double.POSITIVE_INFINITY : variance() / n;
    }
}
