package dev.attune.evaluation;

import java.time.Duration;

/// Media time along the width of a plot, with round ticks. Shared by the plots of a person, so that they line up.
///
/// @param end media time at the right border
/// @param left of the plotted area, in SVG units
/// @param width of the plotted area, in SVG units
record TimeAxis(Duration end, double left, double width) {
    private static final long[] STEPS_SECONDS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000};
    private static final int MOST_TICKS = 12;

    TimeAxis {
        if (!end.isPositive()) throw new IllegalArgumentException("a time axis needs a length, got " + end);
    }

    double x(Duration at) {
        return left + width * Math.min(1, (double) at.toNanos() / end.toNanos());
    }

    double right() {
        return left + width;
    }

    Duration step() {
        for (long seconds : STEPS_SECONDS)
            if (end.toSeconds() / seconds <= MOST_TICKS) return Duration.ofSeconds(seconds);
        return end.dividedBy(MOST_TICKS);
    }

    /// Faint vertical lines from `top` to `bottom`, and the times below.
    void draw(Markup svg, double top, double bottom, boolean labels) {
        for (var tick = Duration.ZERO; tick.compareTo(end) <= 0; tick = tick.plus(step())) {
            var x = Decimal.format(x(tick), 1);
            svg.empty(
                    "line",
                    "class",
                    "grid",
                    "x1",
                    x,
                    "x2",
                    x,
                    "y1",
                    Decimal.format(top, 1),
                    "y2",
                    Decimal.format(bottom, 1));
            if (labels)
                svg.leaf(
                        "text",
                        Words.clock(tick),
                        "class",
                        "tick",
                        "x",
                        x,
                        "y",
                        Decimal.format(bottom + 14, 1),
                        "text-anchor",
                        tick.isZero() ? "start" : "middle");
        }
    }
}
