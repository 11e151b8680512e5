package dev.attune.text.feedback;

import dev.attune.text.RequestNames;
import dev.attune.text.feedback.FeedbackSummary.Driver;
import dev.attune.text.feedback.FeedbackSummary.Named;
import dev.attune.text.feedback.FeedbackSummary.Quote;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [FeedbackSummary] as JSON, the same for files and for the console. Shares are in [0, 1], polarities in [-1, 1].
public final class SummaryJson {
    /// The first field of every summary.
    public static final String FORMAT = "attune.feedback/1";

    private static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    private SummaryJson() {}

    public static ObjectNode of(FeedbackSummary summary) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("format", FORMAT);
        json.put("rows", summary.rows());
        var rejected = json.putObject("rejected");
        summary.rejected().forEach((reason, count) -> rejected.put(reason.id(), count));
        json.put("withoutTime", summary.withoutTime());
        tally(json.putObject("segments"), summary.segments());
        counts(json.putObject("languages"), summary.languages());
        counts(json.putObject("emotions"), summary.emotions());
        var intents = json.putObject("intents");
        summary.intents().forEach((intent, count) -> intents.put(intent.id(), count));
        var urgency = json.putObject("urgency");
        summary.urgency().forEach((level, count) -> urgency.put(level.id(), count));
        json.put("sarcasmSuspected", summary.sarcastic());
        counts(json.putObject("personalDataReplaced"), summary.personalData());
        if (!summary.days().isEmpty()) {
            json.put("firstDay", summary.days().getFirst().toString());
            json.put("lastDay", summary.days().getLast().toString());
            json.put("step", summary.step().name().toLowerCase(Locale.ROOT));
        }
        var overTime = json.putArray("overTime");
        summary.overTime().forEach((day, tally) -> tally(overTime.addObject().put("from", day.toString()), tally));
        var products = json.putArray("products");
        for (var product : summary.products())
            tally(products.addObject().put("product", product.name()), product.tally());
        var aspects = json.putArray("aspects");
        for (var aspect : summary.aspects()) tally(aspect(aspects, aspect.name(), summary), aspect.tally());
        var cells = json.putArray("aspectsByProduct");
        for (var cell : summary.cells())
            tally(cells.addObject().put("product", cell.product()).put("aspect", cell.aspect()), cell.tally());
        drivers(json.putArray("drivers"), summary.drivers(), summary);
        drivers(json.putArray("strengths"), summary.strengths(), summary);
        requests(json.putArray("requests"), summary.requests());
        var emerging = json.putArray("emerging");
        for (var term : summary.emerging()) {
            var node = term.aspect()
                    ? aspect(emerging, term.term(), summary)
                    : emerging.addObject().put("word", term.term());
            node.put("before", rounded(term.before()))
                    .put("lately", rounded(term.lately()))
                    .put("rows", term.rows());
        }
        quotes(json.putArray("answerFirst"), summary.urgent());
        var models = json.putArray("models");
        for (var model : summary.models()) models.add(model.toString());
        var researchOnly = json.putArray("researchOnly");
        for (var model : summary.researchOnly()) researchOnly.add(model.toString());
        return json;
    }

    private static void counts(ObjectNode json, Map<String, Long> counts) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
    }

    private static void tally(ObjectNode json, Tally tally) {
        json.put("positive", tally.positive());
        json.put("neutral", tally.neutral());
        json.put("negative", tally.negative());
        json.put("unknown", tally.unknown());
        json.put("meanPolarity", rounded(tally.meanPolarity()));
    }

    private static ObjectNode aspect(ArrayNode json, String aspect, FeedbackSummary summary) {
        var node = json.addObject().put("aspect", aspect);
        var names = node.putObject("name");
        for (var language : LANGUAGES) names.put(language, summary.dictionary().name(aspect, language));
        return node;
    }

    private static void requests(ArrayNode json, List<Named> requests) {
        if (requests.isEmpty()) return;
        var called = RequestNames.load();
        for (var request : requests) {
            var node = json.addObject().put("request", request.name());
            var names = node.putObject("name");
            for (var language : LANGUAGES) names.put(language, called.name(request.name(), language));
            tally(node, request.tally());
        }
    }

    private static void drivers(ArrayNode json, List<Driver> drivers, FeedbackSummary summary) {
        for (var driver : drivers) {
            var node = aspect(json, driver.aspect(), summary);
            tally(node, driver.tally());
            node.put("share", rounded(driver.share()));
            quotes(node.putArray("quotes"), driver.quotes());
        }
    }

    private static void quotes(ArrayNode json, List<Quote> quotes) {
        for (var quote : quotes)
            json.addObject()
                    .put("row", quote.row())
                    .put("text", quote.text())
                    .put("polarity", rounded(quote.polarity()));
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
