package dev.attune.decisions.warning;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notices that more than a stated share of readings in a window is negative, beyond what chance
/// explains: the lower end of the 95 % Wilson interval lies above the share.
///
/// @param window whole hours; of the hour of the clock in which it begins, all of the hour counts
/// @param share 0..1
/// @param least readings in the window
public record NegativeShare(Duration window, double share, int least) {
    /// As a segment is called negative.
    public static final double NEGATIVE_BELOW = -0.2;

    private static final double Z = 1.96;

    public NegativeShare {
        if (window.compareTo(Duration.ofHours(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0)
            throw new IllegalArgumentException("the window must be 1 to 168 hours, got " + window);
        if (!(share > 0 && share < 1)) throw new IllegalArgumentException("share must be in (0, 1), got " + share);
        if (least < 1) throw new IllegalArgumentException("at least one reading is needed, got " + least);
    }

    public record Hour(Instant begin, int readings, int negative) {}

    /// @param over whether the share was exceeded last time: it is told once, and again after it was below
    public record State(List<Hour> hours, boolean over) {
        public static final State FIRST = new State(List.of(), false);

        public State {
            hours = List.copyOf(hours);
        }
    }

    public record Alarm(double share, int readings) {}

    public record Step(State state, Optional<Alarm> alarm) {}

    public Step next(State state, boolean negative, Instant at) {
        var hour = at.truncatedTo(ChronoUnit.HOURS);
        var hours = new ArrayList<Hour>();
        boolean found = false;
        var oldest = at.minus(window);
        for (var each : state.hours()) {
            if (!each.begin().plus(1, ChronoUnit.HOURS).isAfter(oldest)) continue;
            boolean same = each.begin().equals(hour);
            found |= same;
            hours.add(same ? new Hour(hour, each.readings() + 1, each.negative() + (negative ? 1 : 0)) : each);
        }
        if (!found) hours.add(new Hour(hour, 1, negative ? 1 : 0));
        int readings = hours.stream().mapToInt(Hour::readings).sum();
        int bad = hours.stream().mapToInt(Hour::negative).sum();
        double observed = bad / (double) readings;
        boolean over = readings >= least && lowerBound(observed, readings) > share;
        return new Step(
                new State(hours, over || state.over() && observed > share),
                over && !state.over() ? Optional.of(new Alarm(observed, readings)) : Optional.empty());
    }

    private static double lowerBound(double p, int n) {
        double z2 = Z * Z;
        return (p + z2 / (2 * n) - Z * Math.sqrt((p * (1 - p) + z2 / (4 * n)) / n)) / (1 + z2 / n);
    }
}
