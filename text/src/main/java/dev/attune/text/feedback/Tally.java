package dev.attune.text.feedback;

/// How many of some pieces of feedback lean which way.
///
/// @param polaritySum over those whose polarity is known
public record Tally(long positive, long neutral, long negative, long unknown, double polaritySum) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    Tally with(Segment segment, double polarity) {
        return switch (segment) {
            case POSITIVE -> new Tally(positive + 1, neutral, negative, unknown, polaritySum + polarity);
            case NEUTRAL -> new Tally(positive, neutral + 1, negative, unknown, polaritySum + polarity);
            case NEGATIVE -> new Tally(positive, neutral, negative + 1, unknown, polaritySum + polarity);
            case UNKNOWN -> new Tally(positive, neutral, negative, unknown + 1, polaritySum);
        };
    }

    Tally plus(Tally other) {
        return new Tally(
                positive + other.positive,
                neutral + other.neutral,
                negative + other.negative,
                unknown + other.unknown,
                polaritySum + other.polaritySum);
    }

    /// Those whose polarity is known.
    public long read() {
        return positive + neutral + negative;
    }

    public long all() {
        return read() + unknown;
    }

    /// Of those read, in [0, 1]; 0 when none was.
    public double negativeShare() {
        return read() == 0 ? 0 : (double) negative / read();
    }

    /// Of those read, in [0, 1]; 0 when none was.
    public double positiveShare() {
        return read() == 0 ? 0 : (double) positive / read();
    }

    /// In [-1, 1]; 0 when none was read.
    public double meanPolarity() {
        return read() == 0 ? 0 : polaritySum / read();
    }
}
