package dev.attune.evaluation.experiment;

import dev.attune.decisions.experiments.Bounds;
import dev.attune.decisions.experiments.ExperimentReport;
import dev.attune.decisions.experiments.Plan;
import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An experiment's report for programs and for people.
///
/// @param language of the sentences: `en`, `ru` or `zh`
public record ExperimentResult(ExperimentReport report, String language) implements EvaluationResult {

    /// @param table one row per person: `subject,arm`, `exposed`, `consented`, metrics and `METRIC.before`
    /// @param primary id of the metric that decides
    /// @param planned people per arm
    public static ExperimentResult of(
            Path table,
            String control,
            String treatment,
            double controlShare,
            String primary,
            long planned,
            String language)
            throws IOException, UnusableTableException {
        var read = ExperimentTable.read(table, primary);
        var a = read.arms().get(control);
        var b = read.arms().get(treatment);
        if (a == null || b == null)
            throw new UnusableTableException("%s has the arms %s, not both of %s and %s"
                    .formatted(table, read.arms().keySet(), control, treatment));
        var plan = new Plan(
                String.valueOf(table.getFileName()),
                "%s changes %s".formatted(treatment, primary),
                control,
                treatment,
                controlShare,
                read.metrics(),
                planned);
        return new ExperimentResult(ExperimentReport.of(plan, a, b), language);
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("verdict", report.verdict().id());
        json.put("words", report.words().in(language));
        var ratio = json.putObject("sampleRatio");
        report.sampleRatio().observed().forEach(ratio.putArray("observed")::add);
        report.sampleRatio().expected().forEach(ratio.putArray("expected")::add);
        ratio.put("p", report.sampleRatio().p());
        ratio.put("broken", report.sampleRatio().isBroken());
        var metrics = json.putArray("metrics");
        for (var comparison : report.comparisons()) {
            var node = metrics.addObject();
            node.put("id", comparison.metric().id());
            node.put("role", comparison.metric().role().name().toLowerCase(Locale.ROOT));
            node.put("control", comparison.controlMean());
            node.put("treatment", comparison.treatmentMean());
            node.put("difference", comparison.difference());
            bounds(node, "alwaysValid", comparison.bounds());
            node.put("p", comparison.p());
            node.put("correctedP", comparison.correctedP());
            node.put("fixedHorizonP", comparison.fixedHorizonP());
            if (!Double.isNaN(comparison.lift().estimate()))
                node.put("lift", comparison.lift().estimate());
            bounds(node, "liftAlwaysValid", comparison.liftBounds());
            node.put("varianceSavedByCuped", comparison.varianceSaved());
        }
        var consent = json.putObject("consent");
        report.consent().forEach(rate -> consent.put(rate.arm(), rate.share()));
        report.notes().forEach(note -> json.withArray("notes").add(note.in(language)));
        return json;
    }

    /// Infinite ends are null: nothing is known.
    private static void bounds(ObjectNode node, String name, Bounds bounds) {
        var ends = node.putArray(name);
        for (double end : new double[] {bounds.low(), bounds.high()}) {
            if (Double.isFinite(end)) ends.add(end);
            else ends.addNull();
        }
    }

    @Override
    public String markdown() {
        var text = new StringBuilder("**%s**%n%n".formatted(report.words().in(language)));
        text.append(String.format(
                Locale.ROOT,
                "Sample ratio: %s people, p %.4f%s%n%n",
                report.sampleRatio().observed(),
                report.sampleRatio().p(),
                report.sampleRatio().isBroken() ? ", broken" : ""));
        if (!report.comparisons().isEmpty()) {
            var table = new MarkdownTable(
                    "metric",
                    report.plan().control(),
                    report.plan().treatment(),
                    "difference, always valid",
                    "p",
                    "corrected",
                    "one look",
                    "CUPED saves");
            for (var comparison : report.comparisons())
                table.row(
                        comparison.metric().id(),
                        number(comparison.controlMean()),
                        number(comparison.treatmentMean()),
                        "%s [%s, %s]"
                                .formatted(
                                        number(comparison.difference()),
                                        number(comparison.bounds().low()),
                                        number(comparison.bounds().high())),
                        MarkdownTable.share(comparison.p()),
                        MarkdownTable.share(comparison.correctedP()),
                        MarkdownTable.share(comparison.fixedHorizonP()),
                        "%.0f %%".formatted(100 * comparison.varianceSaved()));
            text.append(table).append('\n');
        }
        report.notes()
                .forEach(note -> text.append("- ").append(note.in(language)).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
