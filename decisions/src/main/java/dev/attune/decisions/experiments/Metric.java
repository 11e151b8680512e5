package dev.attune.decisions.experiments;

/// What an experiment looks at.
///
/// @param unit for people, for example `share`, `seconds`
/// @param tolerance of a guardrail: so much relative harm is accepted before it stops the experiment; 0 for others
public record Metric(String id, Role role, Direction better, String unit, double tolerance) {
    public enum Role {
        /// Decides; there is exactly one, named before the experiment starts.
        PRIMARY,
        SECONDARY,
        /// Must not get worse.
        GUARDRAIL
    }

    public enum Direction {
        HIGHER,
        LOWER
    }

    public static final Metric CONVERSION = new Metric("conversion", Role.PRIMARY, Direction.HIGHER, "share", 0);
    public static final Metric SATISFACTION = new Metric("satisfaction", Role.SECONDARY, Direction.HIGHER, "points", 0);
    public static final Metric HANDLING_TIME =
            new Metric("handling-time", Role.SECONDARY, Direction.LOWER, "seconds", 0);
    public static final Metric RETURNS = new Metric("returns", Role.GUARDRAIL, Direction.LOWER, "share", 0.05);
    public static final Metric COMPLAINTS = new Metric("complaints", Role.GUARDRAIL, Direction.LOWER, "share", 0.05);
    public static final Metric OPT_OUTS = new Metric("opt-outs", Role.GUARDRAIL, Direction.LOWER, "share", 0.05);

    public Metric {
        if (id.isBlank()) throw new IllegalArgumentException("a metric needs an id");
        if (!(tolerance >= 0 && tolerance < 1))
            throw new IllegalArgumentException("tolerance must be in [0, 1), got " + tolerance);
    }

    public Metric as(Role other) {
        return new Metric(id, other, better, unit, other == Role.GUARDRAIL ? tolerance : 0);
    }

    /// Whether a difference, treatment less control, is for the better.
    public boolean improves(double difference) {
        return better == Direction.HIGHER ? difference > 0 : difference < 0;
    }
}
