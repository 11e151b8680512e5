package dev.attune.training.actionunits;

import dev.attune.signals.FaceMeasure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The regression of one action unit, in units of the measures.
///
/// @param values bias first, then the measures of the own and of the other side, then yaw towards the own side, its
///     square, and pitch
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record UnitWeights(double[] values) {
    /// Rendered skin is too smooth to learn its look from.
    static final List<FaceMeasure> MEASURES = Arrays.stream(FaceMeasure.values())
            .filter(measure -> !measure.isAppearance())
            .toList();

    static final int SIZE = 1 + 2 * MEASURES.size() + 3;

    private static final List<String> POSE = List.of("yaw", "turn", "pitch");

    /// Lines of the data file; `gain` multiplies the whole.
    String csv(int unit, double gain) {
        var lines = new StringBuilder();
        line(lines, unit, "bias", values[0]);
        line(lines, unit, "gain", gain);
        for (int i = 0; i < POSE.size(); i++) line(lines, unit, POSE.get(i), values[1 + 2 * MEASURES.size() + i]);
        for (int i = 0; i < MEASURES.size(); i++) {
            line(lines, unit, "own." + MEASURES.get(i), values[1 + i]);
            line(lines, unit, "other." + MEASURES.get(i), values[1 + MEASURES.size() + i]);
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, int unit, String term, double value) {
        lines.append(String.format(Locale.ROOT, "%d,%s,%.3f%n", unit, term, value));
    }
}
