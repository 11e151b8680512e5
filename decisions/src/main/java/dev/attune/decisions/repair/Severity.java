package dev.attune.decisions.repair;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;

/// How heavy a case is.
///
/// `points = 100 (1 - Π (1 - w(source) · strength · 2^(-age / half-life)))`, over all evidence at least as strong as
/// the definition's limit. Each sign can only add, none counts twice what it counted before, old ones fade, and the
/// order does not matter. Weights, limit, half-life and levels are the definition's.
///
/// What a customer spends, pays or is entitled to is no input, and nothing of that kind follows: a level says how soon
/// somebody answers of their own accord. What the customer asked for keeps its place in every queue.
///
/// @param points in 0..100
public record Severity(int points, Level level) {
    /// From the lightest to the heaviest.
    public enum Level {
        LOW,
        MEDIUM,
        HIGH;

        /// The name used in protocols and data, for example `high`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Severity {
        if (points < 0 || points > 100) throw new IllegalArgumentException("points must be in 0..100, got " + points);
    }

    public static Severity of(RepairDefinition definition, Collection<Evidence> evidence, Instant now) {
        double untroubled = 1;
        for (var sign : evidence) {
            if (sign.strength() < definition.leastStrength()) continue;
            var age = Duration.between(sign.at(), now);
            double halvings = age.isNegative()
                    ? 0
                    : (double) age.toMillis() / definition.halfLife().toMillis();
            untroubled *= 1 - definition.weight(sign.source()) * sign.strength() * Math.pow(2, -halvings);
        }
        int points = (int) Math.round(100 * (1 - untroubled));
        return new Severity(points, definition.levelOf(points));
    }

    /// When somebody should have answered: never later than before, however calm it becomes.
    ///
    /// @param before the same time for a case that is just opened
    public Instant due(RepairDefinition definition, Instant now, Instant before) {
        var due = now.plus(definition.answerWithin(level));
        return due.isBefore(before) ? due : before;
    }
}
