package dev.attune.text;

import dev.attune.text.linear.Verdict;
import java.util.Map;
import java.util.Objects;

/// From three calibrated answers to one label: `text-plane/2`.
final class SentimentRule {
    private static final double LEAST = EmotionPlane.DEFINITION.number("sentiment.least");
    private static final double MIXED = EmotionPlane.DEFINITION.number("sentiment.mixed");

    private SentimentRule() {}

    /// @param lean log-odds towards positive that phrases add
    static SentimentReading reading(Map<String, Verdict> verdicts, double lean) {
        var positive = Objects.requireNonNull(verdicts.get("positive"));
        var neutral = Objects.requireNonNull(verdicts.get("neutral"));
        var negative = Objects.requireNonNull(verdicts.get("negative"));
        double yes = shifted(positive.probability(), lean);
        double no = shifted(negative.probability(), -lean);
        double nothing = shifted(neutral.probability(), -Math.abs(lean));
        return SentimentReading.of(label(yes, MIXED, nothing, no, MIXED), yes, nothing, no);
    }

    /// What is not neutral is shared out by a model that knows positive and negative only.
    static SentimentReading ofReview(Map<String, Verdict> verdicts, Map<String, Verdict> review) {
        var neutral = Objects.requireNonNull(verdicts.get("neutral"));
        var up = Objects.requireNonNull(review.get("positive"));
        double leaning = 1 - neutral.probability();
        double positive = leaning * up.probability();
        double negative = leaning - positive;
        return SentimentReading.of(
                label(positive, up.threshold(), neutral.probability(), negative, 1 - up.threshold()),
                positive,
                neutral.probability(),
                negative);
    }

    /// Of a text that consists of symbols: nothing but their list was asked, and its log-odds are no calibration.
    static SentimentReading ofSymbols(double lean) {
        double positive = shifted(0.5, lean);
        return SentimentReading.of(lean > 0 ? Sentiment.POSITIVE : Sentiment.NEGATIVE, positive, 0, 1 - positive);
    }

    private static Sentiment label(
            double positive, double positiveThreshold, double neutral, double negative, double negativeThreshold) {
        boolean leansUp = positive >= positiveThreshold;
        boolean leansDown = negative >= negativeThreshold;
        double most = Math.max(neutral, Math.max(positive, negative));
        if (most < LEAST) return Sentiment.UNKNOWN;
        if (leansUp && leansDown && neutral < Math.min(positive, negative)) return Sentiment.MIXED;
        if (neutral == most) return Sentiment.NEUTRAL;
        return positive > negative ? Sentiment.POSITIVE : Sentiment.NEGATIVE;
    }

    static double shifted(double probability, double logOdds) {
        if (logOdds == 0) return probability;
        double odds = probability / (1 - probability) * Math.exp(logOdds);
        return odds / (1 + odds);
    }
}
