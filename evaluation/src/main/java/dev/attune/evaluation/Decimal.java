package dev.attune.evaluation;

/// Writes numbers with a fixed number of decimals and without a locale; trailing zeros are dropped.
///
/// A frame has some 350 numbers and a long recording has hundreds of thousands of frames, so this
/// avoids `String.format`, which takes about a microsecond per number.
final class Decimal {
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Decimal() {}

    /// @param value finite, of a magnitude below 1e12
    static StringBuilder append(StringBuilder out, double value, int decimals) {
        long scale = POWERS_OF_TEN[decimals];
        long scaled = Math.round(Math.abs(value) * scale);
        if (value < 0 && scaled != 0) out.append('-');
        out.append(scaled / scale);
        long fraction = scaled % scale;
        if (fraction == 0) return out;
        out.append('.');
        for (long digit = scale / 10; fraction > 0; digit /= 10) {
            out.append((char) ('0' + fraction / digit));
            fraction %= digit;
        }
        return out;
    }

    static String format(double value, int decimals) {
        return append(new StringBuilder(16), value, decimals).toString();
    }
}
