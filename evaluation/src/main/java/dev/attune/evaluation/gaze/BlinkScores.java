package dev.attune.evaluation.gaze;

import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Wilson;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Blinks told against those played, and PERCLOS against the share of frames in which the eyes were shut.
///
/// @param scores one per film and condition
record BlinkScores(List<Score> scores) {
    private static final double SAME_BLINK = 0.5; // intersection over union

    BlinkScores {
        scores = List.copyOf(scores);
    }

    /// What lids do.
    enum Kind {
        BLINK,
        HALF_BLINK,
        /// None of the two below is a blink.
        GLANCE_DOWN,
        LONG_CLOSURE;

        boolean isBlink() {
            return this == BLINK || this == HALF_BLINK;
        }
    }

    /// Seconds.
    record Span(double from, double to) {
        Span {
            if (!(from >= 0 && to >= from))
                throw new IllegalArgumentException(
                        "a span must not end before it begins, got %s..%s".formatted(from, to));
        }

        /// Intersection over union.
        double overlap(Span other) {
            double shared = Math.min(to, other.to) - Math.max(from, other.from);
            return shared <= 0 ? 0 : shared / (Math.max(to, other.to) - Math.min(from, other.from));
        }
    }

    record Played(Kind kind, Span span) {}

    /// One film in one condition.
    ///
    /// @param found blinks told where one was played, by kind
    /// @param falselyTold blinks told where none was played
    /// @param playedPerclos share of frames with shut eyes
    /// @param readPerclos NaN when it was not measured
    record Score(
            String condition,
            Map<Kind, Integer> played,
            Map<Kind, Integer> found,
            int falselyTold,
            double seconds,
            double playedPerclos,
            double readPerclos) {

        static Score of(
                String condition,
                List<Played> played,
                List<Span> told,
                double seconds,
                double playedPerclos,
                double readPerclos) {
            var all = new EnumMap<Kind, Integer>(Kind.class);
            var found = new EnumMap<Kind, Integer>(Kind.class);
            var left = new ArrayList<>(told);
            for (var one : played) {
                all.merge(one.kind(), 1, Integer::sum);
                if (!one.kind().isBlink()) continue;
                var hit = left.stream()
                        .filter(span -> span.overlap(one.span()) >= SAME_BLINK)
                        .findFirst();
                if (hit.isEmpty()) continue;
                found.merge(one.kind(), 1, Integer::sum);
                left.remove(hit.get());
            }
            return new Score(condition, all, found, left.size(), seconds, playedPerclos, readPerclos);
        }

        boolean hasPerclos() {
            return !Double.isNaN(readPerclos);
        }
    }

    /// All films in one condition.
    private record Row(String condition, List<Score> films) {
        int played(Kind kind) {
            return films.stream()
                    .mapToInt(film -> film.played().getOrDefault(kind, 0))
                    .sum();
        }

        int found(Kind kind) {
            return films.stream()
                    .mapToInt(film -> film.found().getOrDefault(kind, 0))
                    .sum();
        }

        int falselyTold() {
            return films.stream().mapToInt(Score::falselyTold).sum();
        }

        double falselyToldAMinute() {
            return falselyTold() / films.stream().mapToDouble(Score::seconds).sum() * 60;
        }

        List<Score> withPerclos() {
            return films.stream().filter(Score::hasPerclos).toList();
        }

        double perclosError() {
            return withPerclos().stream()
                    .mapToDouble(film -> Math.abs(film.readPerclos() - film.playedPerclos()))
                    .average()
                    .orElse(Double.NaN);
        }

        double perclosBias() {
            return withPerclos().stream()
                    .mapToDouble(film -> film.readPerclos() - film.playedPerclos())
                    .average()
                    .orElse(Double.NaN);
        }

        double playedPerclos() {
            return films.stream().mapToDouble(Score::playedPerclos).average().orElse(Double.NaN);
        }
    }

    private List<Row> rows() {
        return scores.stream()
                .map(Score::condition)
                .distinct()
                .map(condition -> new Row(
                        condition,
                        scores.stream()
                                .filter(score -> score.condition().equals(condition))
                                .toList()))
                .toList();
    }

    void addTo(ObjectNode json) {
        var array = json.putArray("blinks");
        for (var row : rows()) {
            var entry = array.addObject()
                    .put("condition", row.condition())
                    .put("films", row.films().size())
                    .put("n", row.played(Kind.BLINK))
                    .put("found", row.found(Kind.BLINK))
                    .put("nHalf", row.played(Kind.HALF_BLINK))
                    .put("foundHalf", row.found(Kind.HALF_BLINK))
                    .put("falseAlarms", row.falselyTold())
                    .put("falseAlarmsPerMinute", rounded(row.falselyToldAMinute()))
                    .put("perclosPlayed", rounded(row.playedPerclos()))
                    .put("nPerclos", row.withPerclos().size());
            if (!row.withPerclos().isEmpty())
                entry.put("perclosError", rounded(row.perclosError())).put("perclosBias", rounded(row.perclosBias()));
        }
    }

    String markdown() {
        var table = new MarkdownTable(
                "seen as",
                "blinks found",
                "half blinks found",
                "false alarms",
                "a minute",
                "PERCLOS played",
                "measured",
                "mean absolute error",
                "bias");
        for (var row : rows())
            table.row(
                    row.condition(),
                    found(row.found(Kind.BLINK), row.played(Kind.BLINK)),
                    found(row.found(Kind.HALF_BLINK), row.played(Kind.HALF_BLINK)),
                    row.falselyTold(),
                    decimals("%.1f", row.falselyToldAMinute()),
                    decimals("%.3f", row.playedPerclos()),
                    "%d of %d".formatted(row.withPerclos().size(), row.films().size()),
                    decimals("%.3f", row.perclosError()),
                    decimals("%+.3f", row.perclosBias()));
        return table.toString();
    }

    private static String found(int found, int n) {
        var interval = Wilson.interval(found, n);
        return interval.isEmpty()
                ? "0 of 0"
                : String.format(
                        Locale.ROOT,
                        "%d of %d (%.2f to %.2f)",
                        found,
                        n,
                        interval.get().low(),
                        interval.get().high());
    }

    private static String decimals(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
