package dev.attune.evaluation.microexpressions;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.Machine;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.signals.SpottingGrade;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
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
        var details = json.putArray("atHighestRate");
        for (var detail : details()) {
            var node = details.addObject().put("movements", detail.name());
            node.put("n", detail.n()).put("found", detail.found());
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
                "| condition | grade | n | found | recall (95 %) | precision | F1 | right group | false alarms/min |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        for (var row : rows) text.append(line(row));
        text.append("\n| movements at %.0f fps | n | found |\n|---|---|---|\n".formatted(setting.frameRateHz()));
        for (var detail : details())
            text.append("| %s | %d | %d |\n".formatted(detail.name(), detail.n(), detail.found()));
        return text.toString();
    }

    private static String line(Row row) {
        var spotting = row.spotting();
        int n = spotting.pairs().size();
        if (spotting.grade() == SpottingGrade.NOT_MEASURABLE)
            return "| %s | refused: frame-rate-too-low | %d | – | – | – | – | – | – |\n".formatted(row.condition(), n);
        var counts = spotting.counts();
        var interval = Wilson.interval(spotting.found(), n)
                .map(range -> " (%.2f–%.2f)".formatted(range.low(), range.high()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %s%s | %s | %s | %d of %d | %.1f |%n",
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
                60 * spotting.falseAlarms() / spotting.seconds());
    }

    private record Detail(String name, int n, int found) {}

    private List<Detail> details() {
        return List.of(
                detail("60 to 150 ms", movement -> movement.seconds() < 0.15),
                detail("150 to 300 ms", movement -> movement.seconds() >= 0.15 && movement.seconds() < 0.3),
                detail("300 to 480 ms", movement -> movement.seconds() >= 0.3),
                detail("intensity .8 to 1.5 (A–B)", movement -> movement.intensity() < 1.5),
                detail(
                        "intensity 1.5 to 2.5 (B–C)",
                        movement -> movement.intensity() >= 1.5 && movement.intensity() < 2.5),
                detail("intensity 2.5 to 4 (C–D)", movement -> movement.intensity() >= 2.5));
    }

    private Detail detail(String name, Predicate<Timeline.Movement> which) {
        var pairs = rows.getFirst().spotting().pairs().stream()
                .filter(pair -> which.test(pair.played()))
                .toList();
        int found = (int) pairs.stream().filter(pair -> pair.found() != null).count();
        return new Detail(name, pairs.size(), found);
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
