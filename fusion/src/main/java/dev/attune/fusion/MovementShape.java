package dev.attune.fusion;

import dev.attune.signals.MuscleGroup;

/// How one movement rises and falls about its apex, measured from the straight line between where the group stood
/// before and after. Times are seconds of media time.
final class MovementShape {
    private final MovementWindow window;
    private final MuscleGroup group;
    private final double sign;
    private final double about;
    private final double reach;
    private final double centre;
    private final double before;
    private final double after;
    private final double apex;
    private final double height;
    private double onset = Double.NaN;
    private double offset = Double.NaN;

    MovementShape(
            MovementWindow window,
            MuscleGroup group,
            double sign,
            double about,
            double reach,
            double anchor,
            double centre) {
        this.window = window;
        this.group = group;
        this.sign = sign;
        this.about = about;
        this.reach = reach;
        this.centre = centre;
        this.before = window.level(group, about - reach, anchor);
        this.after = window.level(group, about + reach, anchor);
        double highest = -1;
        double at = about;
        for (int i = window.firstFrom(about - reach / 4); i < window.size() && window.time(i) <= about + reach / 4; i++)
            if (level(window.time(i)) > highest) {
                highest = level(window.time(i));
                at = window.time(i);
            }
        this.apex = at;
        this.height = highest;
    }

    /// Whether it comes back to where it began; only then are there an onset and an offset.
    ///
    /// @param low share of the height; a line through the crossings of `low` and `high` tells where zero was left
    /// @param mostRest how far the level after may differ from that before, as a share of the height
    boolean isComplete(double low, double high, double mostRest) {
        if (!(height > 0) || Math.abs(after - before) > mostRest * height) return false;
        onset = edge(low, high, -1);
        offset = edge(low, high, 1);
        return !Double.isNaN(onset) && !Double.isNaN(offset) && onset <= apex && apex <= offset;
    }

    double onset() {
        return onset;
    }

    double apex() {
        return apex;
    }

    double offset() {
        return offset;
    }

    double height() {
        return height;
    }

    private double edge(double low, double high, int way) {
        double inner = crossing(high, way);
        double outer = crossing(low, way);
        double zero = outer + (outer - inner) * low / (high - low);
        return Double.isNaN(zero) ? zero : Math.clamp(zero, Math.max(0, about - reach), about + reach);
    }

    /// Where the level first falls below a share of the height, going away from the apex; NaN when it does not.
    private double crossing(double share, int way) {
        int i = window.firstFrom(apex);
        double last = apex;
        double lastLevel = height;
        for (i += way; i >= 0 && i < window.size() && Math.abs(window.time(i) - about) <= reach; i += way) {
            double level = level(window.time(i));
            if (level < share * height) {
                double part = (lastLevel - share * height) / Math.max(1e-12, lastLevel - level);
                return last + part * (window.time(i) - last);
            }
            last = window.time(i);
            lastLevel = level;
        }
        return Double.NaN;
    }

    private double level(double at) {
        double line = before + (after - before) * (at - about + reach) / (2 * reach);
        return sign * (window.level(group, at, centre) - line);
    }
}
