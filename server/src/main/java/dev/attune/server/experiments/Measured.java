package dev.attune.server.experiments;

import dev.attune.decisions.experiments.Metric;
import java.time.Duration;
import java.util.List;

/// A metric and how a person's value of it is made from what was observed.
///
/// @param window after somebody was dealt to an arm; later observations do not count
record Measured(Metric metric, Per per, Duration window) {
    private static final Duration LONGEST = Duration.ofDays(90);

    enum Per {
        /// 1 when it happened at least once within the window, otherwise 0: everybody has a value.
        SHARE,
        /// The mean of what was observed within the window; whoever has none is left out.
        MEAN
    }

    /// How many took back what the service had changed for them.
    private static final Metric UNDONE =
            new Metric("undone", Metric.Role.GUARDRAIL, Metric.Direction.LOWER, "share", 0.05);

    /// What one person waited for, in the mean. A ranking tells its own share by itself; a page may tell all of it.
    private static final Metric LATENCY =
            new Metric("latency", Metric.Role.GUARDRAIL, Metric.Direction.LOWER, "ms", 0.1);

    /// Those every experiment may ask for by name. Three days to buy is what others use by default; returns and
    /// complaints take longer.
    private static final List<Measured> READY = List.of(
            new Measured(Metric.CONVERSION, Per.SHARE, Duration.ofDays(3)),
            new Measured(Metric.SATISFACTION, Per.MEAN, Duration.ofDays(7)),
            new Measured(Metric.HANDLING_TIME, Per.MEAN, Duration.ofDays(3)),
            new Measured(Metric.RETURNS, Per.SHARE, Duration.ofDays(30)),
            new Measured(Metric.COMPLAINTS, Per.SHARE, Duration.ofDays(30)),
            new Measured(Metric.OPT_OUTS, Per.SHARE, Duration.ofDays(30)),
            new Measured(UNDONE, Per.SHARE, Duration.ofDays(3)),
            new Measured(LATENCY, Per.MEAN, Duration.ofDays(3)));

    Measured {
        if (!metric.id().matches(ExperimentPlan.ID))
            throw new IllegalArgumentException(
                    "a metric's id has small letters, digits or dashes, got '%s'".formatted(metric.id()));
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException(
                    "the window of %s must be 1 hour to 90 days, got %s".formatted(metric.id(), window));
    }

    static List<Measured> ready() {
        return READY;
    }

    Measured as(Metric.Role role) {
        return new Measured(metric.as(role), per, window);
    }
}
