package dev.attune.decisions.experiments;

/// An interval that holds the truth with probability 1 − α. Its ends may be infinite: nothing is known yet.
public record Bounds(double low, double high) {
    public static final Bounds UNKNOWN = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Bounds {
        if (!(low <= high))
            throw new IllegalArgumentException("bounds must be in order, got [%s, %s]".formatted(low, high));
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    static Bounds around(double middle, double halfWidth) {
        return Double.isFinite(halfWidth) ? new Bounds(middle - halfWidth, middle + halfWidth) : UNKNOWN;
    }
}
