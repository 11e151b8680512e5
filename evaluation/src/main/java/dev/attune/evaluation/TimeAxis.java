package dev.attune.evaluation;

import java.time.Duration;

/// Media time along the width of a plot, with round ticks. Shared by the plots of a person, so that
/// they line up.
///
/// @param end media time at the right border
/// @param left of the plotted area, in SVG units
/// @param width of the plotted area, in SVG units
record TimeAxis(Duration end, double left, double width) {
    /// Room below the plotted area for the times.
    static final double HEIGHT = 20;

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

    private Duration step() {
        for (long seconds : STEPS_SECONDS)
            if (end.toSeconds() / seconds <= MOST_TICKS) return Duration.ofSeconds(seconds);
        return end.dividedBy(MOST_TICKS);
    }

    /// Faint vertical lines from `top` to `bottom`, and the times below.
    void draw(Svg svg, double top, double bottom) {
        for (var tick = Duration.ZERO; tick.compareTo(end) <= 0; tick = tick.plus(step())) {
            svg.vertical(x(tick), top, bottom, "grid");
            var anchor = tick.isZero() ? Svg.Anchor.START : Svg.Anchor.MIDDLE;
            svg.text(Words.clock(tick), x(tick), bottom + 14, "tick", anchor);
        }
    }
}
