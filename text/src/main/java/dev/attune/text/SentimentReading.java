package dev.attune.text;

/// @param probability calibrated, of the label, in [0, 1]; 0 when the label is [Sentiment#UNKNOWN]
/// @param polarity in [-1, 1]: which way it leans; 0 when it leans neither way or is unknown
/// @param strength in [0, 1]: how strongly anything at all is displayed, whichever way
public record SentimentReading(Sentiment label, double probability, double polarity, double strength) {
    static final SentimentReading UNKNOWN = new SentimentReading(Sentiment.UNKNOWN, 0, 0, 0);

    public SentimentReading {
        Range.check("probability", probability, 0, 1);
        Range.check("polarity", polarity, -1, 1);
        Range.check("strength", strength, 0, 1);
    }
}
