package dev.attune.decisions.learning;

/// What is believed about the reward of one action now.
///
/// @param mean expected reward; a linear model may leave [0, 1]
/// @param uncertainty standard deviation in units of the noise of one reward, above 0
public record Estimate(double mean, double uncertainty) {
    public Estimate {
        if (!Double.isFinite(mean)) throw new IllegalArgumentException("mean must be finite, got " + mean);
        if (!(uncertainty > 0 && uncertainty < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("uncertainty must be finite and above 0, got " + uncertainty);
    }
}
