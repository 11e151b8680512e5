package dev.attune.signals;

/// Two expressions displayed at once: each has evidence of its own, and both together explain the face better than
/// either alone.
///
/// @param first the one with the larger weight
/// @param firstWeight share of the whole display, in (0, 1]; what is left of 1 is neutral
/// @param secondWeight in (0, `firstWeight`]
public record Mixture(Emotion first, Emotion second, double firstWeight, double secondWeight) {
    private static final double ROUNDING = 1e-9;

    public Mixture {
        if (first == second || first == Emotion.NEUTRAL || second == Emotion.NEUTRAL)
            throw new IllegalArgumentException(
                    "a mixture needs two different expressions other than neutral, got %s and %s"
                            .formatted(first.id(), second.id()));
        if (!(secondWeight > 0 && firstWeight >= secondWeight && firstWeight + secondWeight <= 1 + ROUNDING))
            throw new IllegalArgumentException(
                    "weights must be positive, falling, and at most 1 together, got %s and %s"
                            .formatted(firstWeight, secondWeight));
    }
}
