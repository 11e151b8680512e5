package dev.attune.evaluation.gaze;

import dev.attune.evaluation.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// What was read of painted pupils, by how they were seen and by the colour of the iris.
///
/// @param scores one a picture
record PupilScores(List<Score> scores) {
    PupilScores {
        scores = List.copyOf(scores);
    }

    /// @param painted 0 where the iris has no pupil
    /// @param read of both eyes; NaN when it was not measured
    record Score(String iris, double painted, String condition, double read) {
        boolean hasPupil() {
            return painted > 0;
        }

        boolean isMeasured() {
            return !Double.isNaN(read);
        }

        double error() {
            return read - painted;
        }
    }

    /// @param pupils pictures with one
    /// @param measured of those
    /// @param without pictures of irises without a pupil
    /// @param falselyMeasured of those
    private record Row(
            String what,
            int pupils,
            int measured,
            double meanAbsolute,
            double bias,
            double worst,
            int without,
            int falselyMeasured) {

        static Row of(String what, List<Score> scores) {
            var with = scores.stream().filter(Score::hasPupil).toList();
            var errors = with.stream()
                    .filter(Score::isMeasured)
                    .mapToDouble(Score::error)
                    .toArray();
            double absolute = 0;
            double signed = 0;
            double worst = 0;
            for (double error : errors) {
                absolute += Math.abs(error) / errors.length;
                signed += error / errors.length;
                worst = Math.max(worst, Math.abs(error));
            }
            var without = scores.stream().filter(score -> !score.hasPupil()).toList();
            return new Row(what, with.size(), errors.length, absolute, signed, worst, without.size(), (int)
                    without.stream().filter(Score::isMeasured).count());
        }
    }

    private List<Row> rows(Function<Score, String> by) {
        return scores.stream()
                .map(by)
                .distinct()
                .map(what -> Row.of(
                        what,
                        scores.stream()
                                .filter(score -> by.apply(score).equals(what))
                                .toList()))
                .toList();
    }

    void addTo(ObjectNode json) {
        var array = json.putArray("pupils");
        for (var row : rows(Score::condition)) add(array.addObject().put("condition", row.what()), row);
        for (var row : rows(Score::iris)) add(array.addObject().put("iris", row.what()), row);
    }

    private static void add(ObjectNode entry, Row row) {
        entry.put("n", row.pupils()).put("measured", row.measured());
        if (row.measured() > 0)
            entry.put("meanAbsolute", rounded(row.meanAbsolute()))
                    .put("bias", rounded(row.bias()))
                    .put("worst", rounded(row.worst()));
        entry.put("withoutPupil", row.without()).put("falselyMeasured", row.falselyMeasured());
    }

    String markdown() {
        return table("seen as", rows(Score::condition)) + "\n" + table("iris, in all of these", rows(Score::iris));
    }

    private static String table(String what, List<Row> rows) {
        var table =
                new MarkdownTable(what, "measured", "mean absolute error", "bias", "worst", "measured without a pupil");
        for (var row : rows)
            table.row(
                    row.what(),
                    "%d of %d".formatted(row.measured(), row.pupils()),
                    row.measured() == 0 ? "" : String.format(Locale.ROOT, "%.3f", row.meanAbsolute()),
                    row.measured() == 0 ? "" : String.format(Locale.ROOT, "%+.3f", row.bias()),
                    row.measured() == 0 ? "" : String.format(Locale.ROOT, "%.3f", row.worst()),
                    "%d of %d".formatted(row.falselyMeasured(), row.without()));
        return table.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
