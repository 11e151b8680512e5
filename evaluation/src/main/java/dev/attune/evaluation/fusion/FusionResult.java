package dev.attune.evaluation.fusion;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.fusion.AffectStream;
import dev.attune.signals.Modality;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What [FusionEvaluation] found. The JSON has the scenarios and nothing else; all that makes the figures repeatable
/// stands in the Markdown.
public record FusionResult(FusionEvaluation setting, List<FusionEvaluation.Row> rows) implements EvaluationResult {
    public FusionResult {
        rows = List.copyOf(rows);
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        var scenarios = json.putArray("scenarios");
        for (var row : rows) {
            var node = scenarios.addObject();
            node.put("name", row.scenario().id());
            put(node.putObject("fusion"), row.fusion());
            var single = node.putObject("single");
            for (var modality : Modality.values()) {
                var score = row.single().get(modality);
                if (score != null) put(single.putObject(modality.id()), score);
            }
            put(node.putObject("naiveAverage"), row.naiveAverage());
        }
        return json;
    }

    private static void put(ObjectNode node, Score score) {
        node.put("stateF1", rounded(score.stateF1()));
        put(node, "valenceCcc", score.valenceCcc());
        put(node, "arousalCcc", score.arousalCcc());
        put(node, "ece", score.ece());
        put(node, "detectionDelayMs", score.detectionDelayMs());
        node.put("falseAlarmsPerHour", rounded(score.falseAlarmsPerHour()));
    }

    /// Null where it cannot be computed: nothing was ever said or found.
    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) node.put(name, rounded(value.getAsDouble()));
        else node.putNull(name);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append(
                ("%d generated sessions of %.0f s per scenario, seed %d, scenarios/1, %s. **Synthetic**: errors of the modalities"
                                + " as measured above, what people do is assumed.\n\n")
                        .formatted(setting.sessions(), setting.seconds(), setting.seed(), AffectStream.ref()));
        var table = new MarkdownTable(
                "scenario",
                "estimator",
                "state F1",
                "valence CCC",
                "arousal CCC",
                "ECE",
                "delay, ms",
                "onsets found",
                "false alarms/h",
                "valence told");
        for (var row : rows) {
            add(table, row.scenario().id(), "**fusion**", row.fusion());
            for (var modality : Modality.values()) {
                var score = row.single().get(modality);
                if (score != null) add(table, "", modality.id(), score);
            }
            add(table, "", "naive average", row.naiveAverage());
        }
        text.append(table).append('\n');
        var ahead = new MarkdownTable(
                "fusion ahead of the best other by [95 %]",
                "state F1", "valence CCC", "arousal CCC", "best single, F1", "naive, F1");
        for (var row : rows) ahead(ahead, row);
        text.append(ahead).append('\n');
        text.append(states()).append('\n');
        var forecasts = rows.stream()
                .flatMap(row -> row.forecasts().forecasts().stream())
                .toList();
        return text.append(new ForecastCheck(forecasts).markdown()).toString();
    }

    private MarkdownTable states() {
        var header = new String[Mood.SCORED.size() + 1];
        header[0] = "F1 of fusion";
        int column = 1;
        for (var state : Mood.SCORED) header[column++] = state.id();
        var table = new MarkdownTable(header);
        for (var row : rows) {
            var cells = new Object[header.length];
            cells[0] = row.scenario().id();
            int cell = 1;
            for (var state : Mood.SCORED)
                cells[cell++] = MarkdownTable.share(row.fusion().f1().getOrDefault(state, 0.0));
            table.row(cells);
        }
        return table;
    }

    private static void add(MarkdownTable table, String scenario, String estimator, Score score) {
        table.row(
                scenario,
                estimator,
                MarkdownTable.share(score.stateF1()),
                MarkdownTable.share(score.valenceCcc()),
                MarkdownTable.share(score.arousalCcc()),
                MarkdownTable.share(score.ece()),
                score.detectionDelayMs().isEmpty()
                        ? "–"
                        : String.format(
                                Locale.ROOT, "%.0f", score.detectionDelayMs().getAsDouble()),
                MarkdownTable.share(score.detected()),
                String.format(Locale.ROOT, "%.1f", score.falseAlarmsPerHour()),
                MarkdownTable.share(score.coverage()));
    }

    private static void ahead(MarkdownTable table, FusionEvaluation.Row row) {
        double bestF1 =
                row.single().values().stream().mapToDouble(Score::stateF1).max().orElse(0);
        table.row(
                row.scenario().id(),
                signed(row.lead().stateF1()),
                signed(row.lead().valenceCcc()),
                signed(row.lead().arousalCcc()),
                MarkdownTable.share(bestF1),
                MarkdownTable.share(row.naiveAverage().stateF1()));
    }

    private static String signed(Lead.Margin margin) {
        return signed(margin.by())
                + margin.interval()
                        .map(known -> " [%s, %s]".formatted(signed(known.low()), signed(known.high())))
                        .orElse("");
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }
}
