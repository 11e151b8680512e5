package dev.attune.evaluation.decisions;

import dev.attune.decisions.offline.Estimator;
import dev.attune.decisions.offline.OfflineEvaluation;
import dev.attune.decisions.offline.OfflineReport;
import dev.attune.decisions.offline.Policy;
import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Policies judged on a log. Refused ones are in it, with their reasons.
///
/// @param settings of the evaluation
/// @param reports one per policy, in order of their names
public record DecisionEvaluation(OfflineEvaluation settings, List<OfflineReport> reports) implements EvaluationResult {
    public DecisionEvaluation {
        reports = List.copyOf(reports);
    }

    /// @param log JSON lines: `subject`, `actions`, `features`, `chosen`, `probability`, `reward`, `policies`
    public static DecisionEvaluation of(Path log, OfflineEvaluation settings) throws IOException, UnusableLogException {
        var read = DecisionLog.read(log);
        var place = new IdentityHashMap<Object, Integer>();
        for (int i = 0; i < read.rows().size(); i++) place.put(read.rows().get(i), i);
        var policies = new LinkedHashMap<String, Policy>();
        read.policies()
                .forEach((name, probabilities) ->
                        policies.put(name, row -> probabilities.get(place.getOrDefault(row, 0))));
        try {
            return new DecisionEvaluation(settings, settings.evaluate(read.rows(), read.leftOut(), policies));
        } catch (IllegalArgumentException e) {
            throw new UnusableLogException("%s: %s".formatted(log, e.getMessage()));
        }
    }

    /// Whether at least one policy got an answer.
    public boolean answered() {
        return reports.stream().anyMatch(report -> report.refusals().isEmpty());
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("folds", settings.folds());
        json.put("switchAt", settings.switchAt());
        json.put("draws", settings.draws());
        json.put("seed", settings.seed());
        var policies = json.putArray("policies");
        for (var report : reports) {
            var node = policies.addObject();
            node.put("name", report.policy());
            node.put("rows", report.rows());
            node.put("subjects", report.subjects());
            node.put("leftOut", report.leftOut());
            node.put("effectiveRows", report.effectiveRows());
            node.put("meanWeight", report.meanWeight());
            report.refusals().forEach(node.putArray("refusals")::add);
            var values = node.putArray("values");
            for (var estimator : Estimator.values()) {
                var value = report.values().get(estimator);
                if (value == null) continue;
                var own = values.addObject();
                own.put("estimator", estimator.id());
                own.put("estimate", value.estimate());
                own.putArray("ci95").add(value.low()).add(value.high());
                own.putArray("overFirst")
                        .add(value.overFirst().low())
                        .add(value.overFirst().high());
            }
        }
        return json;
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        for (var report : reports) {
            text.append(
                    "%nPolicy `%s`: %d rows of %d people, %d decided by a rule left out; %.0f effective rows, mean weight %.3f.%n%n"
                            .formatted(
                                    report.policy(),
                                    report.rows(),
                                    report.subjects(),
                                    report.leftOut(),
                                    report.effectiveRows(),
                                    report.meanWeight()));
            if (!report.refusals().isEmpty()) {
                text.append("No answer: %s.%n".formatted(String.join("; ", report.refusals())));
                continue;
            }
            var table = new MarkdownTable(
                    "estimator",
                    "value",
                    "over `%s`".formatted(reports.getFirst().policy()));
            for (var estimator : Estimator.values()) {
                var value = report.value(estimator);
                table.row(
                        estimator.id(),
                        "%s [%s, %s]"
                                .formatted(
                                        MarkdownTable.share(value.estimate()),
                                        MarkdownTable.share(value.low()),
                                        MarkdownTable.share(value.high())),
                        String.format(
                                Locale.ROOT,
                                "%+.3f [%+.3f, %+.3f]",
                                value.overFirst().estimate(),
                                value.overFirst().low(),
                                value.overFirst().high()));
            }
            text.append(table);
        }
        return text.toString();
    }
}
