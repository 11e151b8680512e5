package dev.attune.policy.parity;

/// What is kept of many values: how many, their sum and the sum of their squares.
public record Moments(long n, double sum, double sumOfSquares) {
    public static final Moments NONE = new Moments(0, 0, 0);

    public Moments {
        if (n < 0 || !(sumOfSquares >= 0))
            throw new IllegalArgumentException(
                    "moments need n and the sum of squares not negative, got %d and %s".formatted(n, sumOfSquares));
    }

    public Moments plus(double value) {
        return new Moments(n + 1, sum + value, sumOfSquares + value * value);
    }

    double mean() {
        return sum / n;
    }

    /// Of the mean, squared.
    double squaredError() {
        return n < 2 ? Double.POSITIVE_INFINITY : Math.max(0, sumOfSquares - sum * sum / n) / (n - 1) / n;
    }
}
