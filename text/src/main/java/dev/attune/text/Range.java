package dev.attune.text;

/// A range check whose message names the quantity and prints the value. Written so that NaN fails.
final class Range {
    private Range() {}

    static void check(String quantity, double value, double low, double high) {
        if (!(value >= low && value <= high))
            throw new IllegalArgumentException("%s must be in [%s, %s], got %s".formatted(quantity, low, high, value));
    }
}
