package dev.attune.decisions.style;

import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.State;

/// What is displayed at a turn, as far as it is known.
///
/// @param frustration in [0, 1], as are all others; NaN when it is not known
/// @param confidence that the reading is right; below the stylist's limit nothing counts as known
public record StyleReading(double frustration, double confusion, double joy, double confidence) {
    static final double LEAST_CONFIDENCE = 0.5; // below it nothing counts as known

    public static final StyleReading UNKNOWN = new StyleReading(Double.NaN, Double.NaN, Double.NaN, 0);

    public StyleReading {
        for (double value : new double[] {frustration, confusion, joy})
            if (value < 0 || value > 1)
                throw new IllegalArgumentException("a display must be in [0, 1] or NaN, got " + value);
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence must be in [0, 1], got " + confidence);
    }

    /// What one fused estimate says. Without an estimate of frustration, the probabilities of anger and disgust
    /// together stand for it.
    public static StyleReading of(Affect affect) {
        double frustration = state(affect, State.FRUSTRATION);
        return new StyleReading(
                Double.isNaN(frustration) ? displeasure(affect.expression()) : frustration,
                state(affect, State.CONFUSION),
                probability(affect.expression(), Emotion.JOY),
                affect.quality().score());
    }

    /// Both together, of one turn: of each display the stronger that is known. What is not surely known adds nothing.
    public StyleReading and(StyleReading other) {
        if (other.confidence < confidence) return other.and(this);
        return confidence < LEAST_CONFIDENCE
                ? other
                : new StyleReading(
                        stronger(frustration, other.frustration),
                        stronger(confusion, other.confusion),
                        stronger(joy, other.joy),
                        other.confidence);
    }

    private static double stronger(double one, double other) {
        if (Double.isNaN(one)) return other;
        return Double.isNaN(other) ? one : Math.max(one, other);
    }

    private static double state(Affect affect, State state) {
        var measurement = affect.states().get(state);
        return measurement == null ? Double.NaN : measurement.optional().orElse(Double.NaN);
    }

    private static double displeasure(DisplayPattern pattern) {
        return Math.min(1, probability(pattern, Emotion.ANGER) + probability(pattern, Emotion.DISGUST));
    }

    /// NaN where nothing could be read.
    private static double probability(DisplayPattern pattern, Emotion emotion) {
        return switch (pattern) {
            case DisplayPattern.Displayed displayed -> displayed.probabilities().of(emotion);
            case DisplayPattern.Abstained abstained -> Double.NaN;
        };
    }
}
