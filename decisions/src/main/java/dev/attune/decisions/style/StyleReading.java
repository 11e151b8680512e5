package dev.attune.decisions.style;

/// What is displayed at a turn, as far as it is known.
///
/// @param frustration in [0, 1], as are all others; NaN when it is not known
/// @param confidence that the reading is right; below the stylist's limit nothing counts as known
public record StyleReading(double frustration, double confusion, double joy, double confidence) {
    public static final StyleReading UNKNOWN = new StyleReading(Double.NaN, Double.NaN, Double.NaN, 0);

    public StyleReading {
        for (double value : new double[] {frustration, confusion, joy})
            if (value < 0 || value > 1)
                throw new IllegalArgumentException("a display must be in [0, 1] or NaN, got " + value);
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence must be in [0, 1], got " + confidence);
    }
}
