package dev.attune.evaluation.microexpressions;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.Machine;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.signals.MuscleGroup;
import dev.attune.signals.SpottingGrade;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What [MicroExpressionEvaluation] found, as JSON and as tables.
public final class MicroExpressionReport implements EvaluationResult {
    static final String CAVEAT =
            "synthetic; how often real faces show such movements, and how well they are found there, is not measured";

    private final MicroExpressionEvaluation setting;
    private final List<Row> rows;
    private final Machine machine = Machine.here();

    MicroExpressionReport(MicroExpressionEvaluation setting, List<Row> rows) {
        this.setting = setting;
        this.rows = List.copyOf(rows);
    }

    record Row(String condition, Spotting spotting) {}

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("topic", "micro-expressions");
        json.put("caveat", CAVEAT);
        json.put("seed", setting.seed());
        json.put("people", setting.people());
        json.put("secondsEach", setting.seconds());
        json.put("leastOverlap", Spotting.LEAST_OVERLAP);
        json.put("machine", machine.toString());
        var conditions = json.putArray("conditions");
        for (var row : rows) row(conditions.addObject().put("condition", row.condition()), row.spotting());
        var kinds = json.putArray("kinds");
        for (var kind : Stream.concat(STRENGTHS.stream(), KINDS.stream()).toList()) {
            var node = kinds.addObject().put("movements", kind.name());
            for (var row : rows) {
                var found = found(kind, row.spotting());
                if (found.n() > 0)
                    node.putObject(row.condition()).put("n", found.n()).put("found", found.hits());
            }
        }
        return json;
    }

    private static void row(ObjectNode json, Spotting spotting) {
        var counts = spotting.counts();
        json.put("grade", spotting.grade().id());
        json.put("n", spotting.pairs().size());
        json.put("found", spotting.found());
        json.put("rightGroup", spotting.rightGroup());
        json.put("falseAlarms", spotting.falseAlarms());
        json.put("falseAlarmsPerMinute", rounded(60 * spotting.falseAlarms() / spotting.seconds()));
        json.put("minutes", rounded(spotting.seconds() / 60));
        counts.recall().ifPresent(value -> json.put("recall", rounded(value)));
        counts.precision().ifPresent(value -> json.put("precision", rounded(value)));
        counts.f1().ifPresent(value -> json.put("f1", rounded(value)));
        Wilson.interval(spotting.found(), spotting.pairs().size())
                .ifPresent(interval -> json.putArray("recallInterval")
                        .add(rounded(interval.low()))
                        .add(rounded(interval.high())));
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append(
                "%d synthetic people, %.0f s each, seed %d; hit: overlap of the spans (IoU) at least %s. **%s.**\n\n"
                        .formatted(
                                setting.people(), setting.seconds(), setting.seed(), Spotting.LEAST_OVERLAP, CAVEAT));
        text.append(
                "| condition | grade | n | found | recall (95 %) | precision | F1 | right group | false alarms/min");
        for (var strength : STRENGTHS) text.append(" | ").append(strength.name());
        text.append(" |\n|---|---|---|---|---|---|---|---|---").repeat("|---", STRENGTHS.size());
        text.append("|\n");
        for (var row : rows) text.append(line(row));
        var detailed = detailed();
        text.append("\n| movements | n |");
        for (var row : detailed)
            text.append(" found at ").append(row.condition()).append(" |");
        text.append("\n|---|---|").repeat("---|", detailed.size()).append('\n');
        for (var kind : KINDS) {
            text.append("| %s | %d |"
                    .formatted(
                            kind.name(),
                            found(kind, detailed.getFirst().spotting()).n()));
            for (var row : detailed)
                text.append(" %d |".formatted(found(kind, row.spotting()).hits()));
            text.append('\n');
        }
        return text.toString();
    }

    private static String line(Row row) {
        var spotting = row.spotting();
        int n = spotting.pairs().size();
        if (spotting.grade() == SpottingGrade.NOT_MEASURABLE)
            return "| %s | refused: frame-rate-too-low | %d | – | – | – | – | – | –%s |\n"
                    .formatted(row.condition(), n, " | –".repeat(STRENGTHS.size()));
        var counts = spotting.counts();
        var interval = Wilson.interval(spotting.found(), n)
                .map(range -> " (%.2f–%.2f)".formatted(range.low(), range.high()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %s%s | %s | %s | %d of %d | %.1f%s |%n",
                row.condition(),
                spotting.grade().id(),
                n,
                spotting.found(),
                share(counts.recall()),
                interval,
                share(counts.precision()),
                share(counts.f1()),
                spotting.rightGroup(),
                spotting.found(),
                60 * spotting.falseAlarms() / spotting.seconds(),
                strengths(spotting));
    }

    /// How many of each strength were found, as cells of a table.
    private static String strengths(Spotting spotting) {
        return STRENGTHS.stream()
                .map(strength -> found(strength, spotting))
                .map(share -> share.n() == 0 ? " | –" : " | %d of %d".formatted(share.hits(), share.n()))
                .collect(Collectors.joining());
    }

    /// Movements of one kind.
    private record Kind(String name, Predicate<Timeline.Movement> which) {}

    private static final List<Kind> STRENGTHS = List.of(
            new Kind("intensity .8 to 1.5 (A–B)", movement -> movement.intensity() < 1.5),
            new Kind(
                    "intensity 1.5 to 2.5 (B–C)",
                    movement -> movement.intensity() >= 1.5 && movement.intensity() < 2.5),
            new Kind("intensity 2.5 to 4 (C–D)", movement -> movement.intensity() >= 2.5));

    private static final List<Kind> KINDS = List.of(
            new Kind("60 to 150 ms", movement -> movement.seconds() < 0.15),
            new Kind("150 to 300 ms", movement -> movement.seconds() >= 0.15 && movement.seconds() < 0.3),
            new Kind("300 to 480 ms", movement -> movement.seconds() >= 0.3),
            new Kind("brows", movement -> isOfTheBrows(movement.group())),
            new Kind("mouth, chin and jaw", movement -> !isOfTheBrows(movement.group())));

    private static boolean isOfTheBrows(MuscleGroup group) {
        return group == MuscleGroup.BROW_RAISE || group == MuscleGroup.BROW_LOWER;
    }

    private record Share(int n, int hits) {}

    private static Share found(Kind kind, Spotting spotting) {
        var pairs = spotting.pairs().stream()
                .filter(pair -> kind.which().test(pair.played()))
                .toList();
        return new Share(pairs.size(), (int)
                pairs.stream().filter(pair -> pair.found() != null).count());
    }

    /// The rows by frame rate, but those that were refused: all of the same movements.
    private List<Row> detailed() {
        return rows.stream()
                .limit(setting.ratesHz().size())
                .filter(row -> row.spotting().grade() != SpottingGrade.NOT_MEASURABLE)
                .toList();
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
