package dev.attune.decisions.ranking;

import java.time.Duration;
import java.util.Map;

/// What a learner may not do in a slot.
///
/// @param epsilon floor of every eligible action is ε/K, in [0, 1]
/// @param limits of an action's probability, by id
/// @param cap how often one person sees one action on one channel
/// @param shareChangePerHour the share of decisions an action gets in an hour differs from the hour
///     before by at most this, in (0, 1]; 1 leaves it free
/// @param stopMargin δ: an action is stopped when it is surely worse than the baseline by more than this
/// @param safeAction what vulnerable people get, if it is eligible; otherwise the baseline
/// @param holdback whether 5 % of people are kept out for good, to measure what the slot is worth
public record Guards(
        double epsilon,
        Map<String, Limit> limits,
        Cap cap,
        double shareChangePerHour,
        double stopMargin,
        String safeAction,
        boolean holdback) {
    private static final double DEFAULT_EPSILON = 0.05; // as Vowpal Wabbit's

    public record Limit(double floor, double ceiling) {
        static final Limit FREE = new Limit(0, 1);

        public Limit {
            if (!(floor >= 0 && floor <= ceiling && ceiling <= 1))
                throw new IllegalArgumentException(
                        "a limit must satisfy 0 <= floor <= ceiling <= 1, got %s and %s".formatted(floor, ceiling));
        }
    }

    /// @param showings at most so many
    /// @param per within this stretch
    /// @param coolDown and never sooner after the last one
    public record Cap(int showings, Duration per, Duration coolDown) {
        public static final Cap NONE = new Cap(Integer.MAX_VALUE, Duration.ofDays(1), Duration.ZERO);

        public Cap {
            if (showings < 1) throw new IllegalArgumentException("a cap allows one showing or more, got " + showings);
            if (per.isNegative() || per.isZero() || coolDown.isNegative())
                throw new IllegalArgumentException(
                        "a cap needs a stretch above 0 and a cool-down of 0 or more, got %s and %s"
                                .formatted(per, coolDown));
        }
    }

    public Guards {
        if (!(epsilon >= 0 && epsilon <= 1))
            throw new IllegalArgumentException("epsilon must be in [0, 1], got " + epsilon);
        if (!(shareChangePerHour > 0 && shareChangePerHour <= 1))
            throw new IllegalArgumentException("share change must be in (0, 1], got " + shareChangePerHour);
        if (!(stopMargin >= 0 && stopMargin <= 1))
            throw new IllegalArgumentException("stop margin must be in [0, 1], got " + stopMargin);
        limits = Map.copyOf(limits);
        double floors = limits.values().stream().mapToDouble(Limit::floor).sum();
        if (floors > 1) throw new IllegalArgumentException("floors must not exceed 1 together, got " + floors);
    }

    /// An epsilon floor of 5 %, 5 % held back, an action stopped when surely 5 points worse; nothing else.
    public static Guards standard(String safeAction) {
        return new Guards(DEFAULT_EPSILON, Map.of(), Cap.NONE, 1, 0.05, safeAction, true);
    }
}
