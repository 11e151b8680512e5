package dev.attune.signals;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// Probabilities over all [Emotion]s, summing to 1 (within 1e-3 on input; stored normalised).
public final class EmotionDistribution {
    private static final Emotion[] EMOTIONS = Emotion.values();
    private static final double SUM_TOLERANCE = 1e-3; // float softmax outputs are this exact
    private static final double EXACT = 1e-14; // rounding of eight terms: what was normalised stays as it is

    private final double[] probabilities; // by Emotion.ordinal()

    private EmotionDistribution(double[] probabilities) {
        double sum = 0;
        for (var emotion : EMOTIONS) sum += Check.inRange(emotion.id(), probabilities[emotion.ordinal()], 0, 1);
        if (Math.abs(sum - 1) > SUM_TOLERANCE)
            throw new IllegalArgumentException("emotion probabilities must sum to 1, got " + sum);
        this.probabilities = probabilities;
        if (Math.abs(sum - 1) > EXACT) for (int i = 0; i < probabilities.length; i++) probabilities[i] /= sum;
    }

    /// @param probabilities in the order of [Emotion#values()]; copied
    public static EmotionDistribution of(double... probabilities) {
        if (probabilities.length != Emotion.values().length)
            throw new IllegalArgumentException("expected %d emotion probabilities, got %d"
                    .formatted(Emotion.values().length, probabilities.length));
        return new EmotionDistribution(probabilities.clone());
    }

    /// @param probabilities emotions that are absent count as 0
    public static EmotionDistribution of(Map<Emotion, Double> probabilities) {
        var values = new double[Emotion.values().length];
        probabilities.forEach((emotion, probability) -> values[emotion.ordinal()] = probability);
        return new EmotionDistribution(values);
    }

    public double of(Emotion emotion) {
        return probabilities[emotion.ordinal()];
    }

    /// The most probable emotion; the first in declaration order on a tie.
    public Emotion top() {
        var top = Emotion.NEUTRAL;
        for (var emotion : EMOTIONS) if (of(emotion) > of(top)) top = emotion;
        return top;
    }

    public Map<Emotion, Double> toMap() {
        var map = new EnumMap<Emotion, Double>(Emotion.class);
        for (var emotion : Emotion.values()) map.put(emotion, of(emotion));
        return map;
    }

    /// A copy, in the order of [Emotion#values()].
    public double[] toArray() {
        return probabilities.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmotionDistribution that && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
