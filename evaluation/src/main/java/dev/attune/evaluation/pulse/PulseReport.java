package dev.attune.evaluation.pulse;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.Machine;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.fusion.PulseMonitor;
import dev.attune.signals.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What [PulseEvaluation] found, as JSON and as tables.
public final class PulseReport implements EvaluationResult {
    static final String CAVEAT = "synthetic; accuracy on real skin is not measured";

    /// An accepted rate further off than this is a wrong one: the limit of ANSI/AAMI EC13 for cardiac monitors.
    private static final double WRONG_BEATS = 5;

    private final PulseEvaluation setting;
    private final List<Row> rows;
    private final Machine machine = Machine.here();

    PulseReport(PulseEvaluation setting, List<Row> rows) {
        this.setting = setting;
        this.rows = List.copyOf(rows);
    }

    /// @param source simulated, filmed or recording
    /// @param pulse whether there was one to be read; otherwise every accepted reading is a false alarm
    /// @param scores one per independent run
    record Row(String source, String condition, boolean pulse, List<PulseScore> scores) {
        Row {
            scores = List.copyOf(scores);
        }

        int readings() {
            return scores.stream().mapToInt(PulseScore::readings).sum();
        }

        int accepted() {
            return scores.stream().mapToInt(PulseScore::accepted).sum();
        }

        double share() {
            return readings() == 0 ? 0 : (double) accepted() / readings();
        }

        long wrong() {
            return scores.stream()
                    .flatMap(score -> score.errors().stream())
                    .filter(error -> error > WRONG_BEATS)
                    .count();
        }

        OptionalDouble meanError() {
            return scores.stream()
                    .flatMap(score -> score.errors().stream())
                    .mapToDouble(Double::doubleValue)
                    .average();
        }

        OptionalDouble meanVariability() {
            return scores.stream()
                    .flatMap(score -> score.variabilities().stream())
                    .mapToDouble(Double::doubleValue)
                    .average();
        }

        /// Runs with at least one accepted reading: readings of one run are not independent.
        long runsAccepted() {
            return scores.stream().filter(score -> score.accepted() > 0).count();
        }

        String mainRefusal() {
            var all = new TreeMap<Reason, Integer>();
            for (var score : scores) score.refusals().forEach((reason, n) -> all.merge(reason, n, Integer::sum));
            return all.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(entry -> entry.getKey().id())
                    .orElse("–");
        }
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("topic", "pulse");
        json.put("caveat", CAVEAT);
        json.put("seed", setting.seed());
        json.put("runsPerCondition", setting.runs());
        json.put("formula", PulseMonitor.ref().toString());
        json.put("wrongFromBeats", WRONG_BEATS);
        json.put("machine", machine.toString());
        var conditions = json.putArray("conditions");
        for (var row : rows) {
            var node = conditions.addObject();
            node.put("source", row.source());
            node.put("condition", row.condition());
            node.put("pulse", row.pulse());
            node.put("runs", row.scores().size());
            node.put("readings", row.readings());
            node.put("accepted", row.accepted());
            node.put("runsWithAnyAccepted", row.runsAccepted());
            node.put(row.pulse() ? "acceptance" : "falseAlarmRate", rounded(row.share()));
            interval(row)
                    .ifPresent(range ->
                            node.putArray("interval").add(rounded(range.low())).add(rounded(range.high())));
            if (row.pulse()) {
                row.meanError().ifPresent(error -> node.put("meanErrorBeats", rounded(error)));
                node.put("wrong", row.wrong());
                row.meanVariability().ifPresent(value -> node.put("meanVariabilityErrorMs", rounded(value)));
            }
            node.put("mainRefusal", row.mainRefusal());
        }
        return json;
    }

    /// Of the share of accepted readings, drawn by run.
    private Optional<Interval> interval(Row row) {
        return new Bootstrap(setting.seed(), Bootstrap.DEFAULT_DRAWS)
                .interval(row.scores().size(), drawn -> {
                    double readings = 0;
                    double accepted = 0;
                    for (int i : drawn) {
                        readings += row.scores().get(i).readings();
                        accepted += row.scores().get(i).accepted();
                    }
                    return accepted / readings;
                });
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append("Seed %d, formula %s. **%s.**\n".formatted(setting.seed(), PulseMonitor.ref(), CAVEAT));
        table(text, "With a pulse", true);
        table(text, "Controls: every accepted reading is a false alarm", false);
        return text.toString();
    }

    private void table(StringBuilder text, String title, boolean pulse) {
        text.append("\n**").append(title).append("**\n\n");
        text.append(
                pulse
                        ? "| source | condition | runs | readings | accepted (95 %) | mean error, bpm | off by > 5 bpm | else mostly |\n|---|---|---|---|---|---|---|---|\n"
                        : "| source | condition | runs | readings | false alarms | runs with any | refused mostly as |\n|---|---|---|---|---|---|---|\n");
        text.append(rows.stream()
                .filter(row -> row.pulse() == pulse)
                .map(pulse ? this::pulseLine : this::controlLine)
                .collect(Collectors.joining()));
    }

    private String pulseLine(Row row) {
        var range = row.scores().size() < 2
                ? ""
                : interval(row)
                        .map(found -> String.format(Locale.ROOT, " (%.2f–%.2f)", found.low(), found.high()))
                        .orElse("");
        var error = row.meanError();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.2f%s | %s | %d | %s |%n",
                row.source(),
                row.condition(),
                row.scores().size(),
                row.readings(),
                row.share(),
                range,
                error.isPresent() ? String.format(Locale.ROOT, "%.2f", error.getAsDouble()) : "–",
                row.wrong(),
                row.mainRefusal());
    }

    private String controlLine(Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %s |%n",
                row.source(),
                row.condition(),
                row.scores().size(),
                row.readings(),
                row.accepted(),
                row.runsAccepted(),
                row.mainRefusal());
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
