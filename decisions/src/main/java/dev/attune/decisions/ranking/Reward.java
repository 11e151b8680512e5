package dev.attune.decisions.ranking;

import java.time.Instant;

/// What came of a decision. Made of what the person did; there is no part for what a face showed.
///
/// @param at by the clock of whoever reports it
/// @param value in [0, 1]
public record Reward(Instant at, double value) {
    public Reward {
        if (!(value >= 0 && value <= 1)) throw new IllegalArgumentException("reward must be in [0, 1], got " + value);
    }

    /// conversion − returns − complaints, cut to [0, 1].
    ///
    /// @param conversion how far the goal was reached, in [0, 1]; the others cost as much
    public static Reward of(Instant at, double conversion, double returns, double complaints) {
        for (double part : new double[] {conversion, returns, complaints})
            if (!(part >= 0 && part <= 1))
                throw new IllegalArgumentException("parts of a reward must be in [0, 1], got " + part);
        return new Reward(at, Math.clamp(conversion - returns - complaints, 0, 1));
    }
}
