package dev.attune.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// One channel of a timeline as SVG shapes: a band from the smallest to the largest value, a line through the means,
/// and an area under it. All break where nothing was measured for longer than [#BRIDGE].
///
/// @param y from a value to an SVG coordinate
record Trace(Timeline timeline, int channel, TimeAxis axis, DoubleUnaryOperator y) {
    /// Shorter gaps are single frames lost or the spacing of a slow camera; a line drawn over them
    /// misleads nobody.
    static final Duration BRIDGE = Duration.ofMillis(250);

    private static final int OPACITY_LEVELS = 3; // a line is cut into stretches of similar confidence

    /// The measured bins of one unbroken stretch, in order.
    private record Run(List<Integer> bins) {}

    /// Closed shape; empty when nothing was measured.
    String band() {
        var path = new StringBuilder();
        for (var run : runs()) {
            for (int bin : run.bins()) point(path, bin == run.bins().getFirst(), bin, timeline.most(channel, bin));
            for (int bin : run.bins().reversed()) point(path, false, bin, timeline.least(channel, bin));
            path.append('Z');
        }
        return path.toString();
    }

    /// Closed shape between the line and the value `floor`.
    String area(double floor) {
        var path = new StringBuilder();
        for (var run : runs()) {
            point(path, true, run.bins().getFirst(), floor);
            for (int bin : run.bins()) point(path, false, bin, timeline.mean(channel, bin));
            point(path, false, run.bins().getLast(), floor);
            path.append('Z');
        }
        return path.toString();
    }

    String line() {
        var path = new StringBuilder();
        for (var run : runs()) {
            for (int bin : run.bins()) point(path, bin == run.bins().getFirst(), bin, timeline.mean(channel, bin));
            if (run.bins().size() == 1) path.append("h1.5"); // a single value is a dash, not nothing
        }
        return path.toString();
    }

    /// Draws the line in stretches whose opacity follows another channel, from 0 (pale) to 1.
    void drawFading(Svg svg, int confidenceChannel, String colour) {
        var paths = new ArrayList<StringBuilder>();
        for (int level = 0; level < OPACITY_LEVELS; level++) paths.add(new StringBuilder());
        for (var run : runs()) {
            int previousBin = run.bins().getFirst();
            int previousLevel = -1;
            for (int bin : run.bins()) {
                int level = level(timeline.mean(confidenceChannel, bin));
                var path = paths.get(level);
                if (level != previousLevel) point(path, true, previousBin, timeline.mean(channel, previousBin));
                point(path, false, bin, timeline.mean(channel, bin));
                previousBin = bin;
                previousLevel = level;
            }
        }
        for (int level = 0; level < OPACITY_LEVELS; level++)
            if (!paths.get(level).isEmpty())
                svg.line(paths.get(level).toString(), colour, (level + 1.0) / OPACITY_LEVELS);
    }

    private static int level(double confidence) {
        if (Double.isNaN(confidence)) return 0;
        return Math.clamp((long) (confidence * OPACITY_LEVELS), 0, OPACITY_LEVELS - 1);
    }

    private void point(StringBuilder path, boolean first, int bin, double value) {
        path.append(first ? 'M' : 'L');
        Decimal.append(path, axis.x(timeline.binLength().multipliedBy(bin)), 1);
        path.append(' ');
        Decimal.append(path, y.applyAsDouble(value), 1);
    }

    private List<Run> runs() {
        var runs = new ArrayList<Run>();
        var bins = new ArrayList<Integer>();
        for (int bin = 0; bin < timeline.bins(); bin++) {
            if (timeline.count(channel, bin) == 0) continue;
            if (!bins.isEmpty() && isGap(timeline, bins.getLast(), bin)) {
                runs.add(new Run(List.copyOf(bins)));
                bins.clear();
            }
            bins.add(bin);
        }
        if (!bins.isEmpty()) runs.add(new Run(List.copyOf(bins)));
        return runs;
    }

    /// Whether too much time lies between two bins for a line to connect them.
    static boolean isGap(Timeline timeline, int from, int to) {
        return to - from > 1 && timeline.binLength().multipliedBy(to - from).compareTo(BRIDGE) > 0;
    }
}
