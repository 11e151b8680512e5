package dev.attune.text;

/// Which way an utterance leans, how surely and how strongly.
///
/// The three shares answer three questions, so they need not sum to 1: a mixed utterance is both.
///
/// @param probability calibrated, of the label, in [0, 1]; 0 when the label is [Sentiment#UNKNOWN]
/// @param positive calibrated probability that something positive is displayed
/// @param neutral calibrated probability that nothing is
/// @param negative calibrated probability that something negative is displayed
/// @param polarity in [-1, 1]: (positive - negative) / (positive + negative); 0 when nothing was read
/// @param strength in [0, 1]: 1 - (1 - positive)(1 - negative), how surely anything is displayed, whichever way
public record SentimentReading(
        Sentiment label,
        double probability,
        double positive,
        double neutral,
        double negative,
        double polarity,
        double strength) {
    /// Nothing was read.
    static final SentimentReading UNREAD = new SentimentReading(Sentiment.UNKNOWN, 0, 0, 0, 0, 0, 0);

    public SentimentReading {
        Range.check("probability", probability, 0, 1);
        Range.check("positive", positive, 0, 1);
        Range.check("neutral", neutral, 0, 1);
        Range.check("negative", negative, 0, 1);
        Range.check("polarity", polarity, -1, 1);
        Range.check("strength", strength, 0, 1);
    }

    static SentimentReading of(Sentiment label, double positive, double neutral, double negative) {
        double either = 1 - (1 - positive) * (1 - negative);
        double probability = switch (label) {
            case POSITIVE -> positive;
            case NEUTRAL -> neutral;
            case NEGATIVE -> negative;
            case MIXED -> Math.min(positive, negative);
            case UNKNOWN -> 0;
        };
        double polarity = positive + negative == 0 ? 0 : (positive - negative) / (positive + negative);
        return new SentimentReading(label, probability, positive, neutral, negative, polarity, either);
    }
}
