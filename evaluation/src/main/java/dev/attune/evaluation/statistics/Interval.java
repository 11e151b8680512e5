package dev.attune.evaluation.statistics;

/// A 95 % interval, both ends included.
public record Interval(double low, double high) {
    public static final double LEVEL = 0.95;

    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high)
            throw new IllegalArgumentException(
                    "an interval needs finite ends in order, got [%s, %s]".formatted(low, high));
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
