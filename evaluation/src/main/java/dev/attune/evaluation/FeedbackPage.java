package dev.attune.evaluation;

import dev.attune.signals.ModelRef;
import dev.attune.signals.Purpose;
import dev.attune.text.RequestNames;
import dev.attune.text.feedback.FeedbackSummary;
import dev.attune.text.feedback.FeedbackSummary.Driver;
import dev.attune.text.feedback.FeedbackSummary.Named;
import dev.attune.text.feedback.FeedbackSummary.Quote;
import dev.attune.text.feedback.RejectReason;
import dev.attune.text.feedback.Tally;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.Urgency;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// `NAME.html` of a table of feedback: one file for people who look after customers. It loads nothing,
/// runs no script, prints on A4 and is well-formed XML.
///
/// The order follows the questions: how do people lean, since when, what are they unhappy about and in
/// which words, whom to answer first, what is new, what works; then how far all that can be trusted.
final class FeedbackPage {
    private static final int ASPECTS = 12;
    private static final int PRODUCTS = 12;
    private static final int REQUESTS = 12;
    private static final int SEVEREST_PERCENT = 78; // of the colour, for a cell where everything is negative
    private static final double WIDTH = 880;
    private static final double HEIGHT = 200;
    private static final double LEFT = 44;
    private static final double BOTTOM = 26;

    private final Words words;
    private final String fileName;
    private final Purpose purpose;
    private final FeedbackSummary summary;
    private final DateTimeFormatter days;
    private final Markup page = new Markup();

    FeedbackPage(Words words, String fileName, Purpose purpose, FeedbackSummary summary) {
        this.words = words;
        this.fileName = fileName;
        this.purpose = purpose;
        this.summary = summary;
        days = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Locale.of(words.language()));
    }

    String render() {
        page.trusted("<!DOCTYPE html>\n").open("html", "lang", words.language());
        page.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("title", words.say("feedback.title", fileName))
                .open("style")
                .trusted(StyleSheet.text())
                .close()
                .close();
        page.open("body").open("main");
        drawHead();
        drawTiles();
        drawTime();
        drawDrivers("drivers", summary.drivers(), true);
        drawAnswerFirst();
        drawEmerging();
        drawDrivers("strengths", summary.strengths(), false);
        drawNamed("requests", "feedback.column.request", requests());
        drawNamed("products", "feedback.column.product", products());
        drawNamed("aspects", "feedback.column.aspect", aspects());
        drawCells();
        drawWishes();
        drawRejects();
        drawMethod();
        page.leaf("footer", words.say("footer", Build.version()));
        page.close().close().close();
        return page.toString();
    }

    // ---- the first screen

    private void drawHead() {
        page.open("header").open("p", "class", "brand");
        page.leaf("b", words.say("brand"))
                .text(" " + words.say("feedback.subtitle"))
                .close();
        page.leaf("h1", fileName);
        page.leaf("p", metaLine(), "class", "meta");
        page.leaf("p", headline(), "class", "headline").close();
    }

    private String metaLine() {
        var parts = new ArrayList<String>();
        parts.add(words.say("feedback.meta.rows", words.count(summary.rows())));
        if (!summary.days().isEmpty())
            parts.add(words.say(
                    "feedback.meta.days",
                    days.format(summary.days().getFirst()),
                    days.format(summary.days().getLast())));
        parts.add(summary.languages().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> named(entry.getKey()) + " " + words.count(entry.getValue()))
                .collect(Collectors.joining(words.say("list.separator"))));
        parts.add(words.say("meta.purpose", words.say("purpose." + purpose.id())));
        return String.join(" · ", parts);
    }

    /// A language as readers call it; `und` where it has no name.
    private String named(String language) {
        var name = Locale.of(language).getDisplayLanguage(Locale.of(words.language()));
        return name.isEmpty() ? language : name;
    }

    private String headline() {
        var tally = summary.segments();
        if (tally.read() == 0) return words.say("feedback.headline.none");
        var lean = words.say(
                "feedback.headline",
                words.percent(tally.negativeShare()),
                words.percent(tally.positiveShare()),
                words.count(tally.read()));
        if (summary.drivers().isEmpty()) return lean;
        var most = summary.drivers().stream()
                .limit(2)
                .map(driver ->
                        words.say("feedback.headline.aspect", aspect(driver.aspect()), words.percent(driver.share())))
                .collect(Collectors.joining(words.say("feedback.and")));
        return words.say("headline.joined", lean, words.say("feedback.headline.drivers", most));
    }

    private void drawTiles() {
        var tally = summary.segments();
        page.open("section", "class", "tiles");
        tile(words.count(summary.rows()), "rows", words.count(rejected()));
        tile(words.percent(tally.negativeShare()), "negative", words.count(tally.negative()));
        tile(words.percent(tally.neutral() / Math.max(1.0, tally.read())), "neutral", words.count(tally.neutral()));
        tile(words.percent(tally.positiveShare()), "positive", words.count(tally.positive()));
        tile(
                words.count(summary.intents().getOrDefault(Intent.CHURN_THREAT, 0L)),
                "churn",
                words.count(summary.intents().getOrDefault(Intent.REQUEST_FOR_HUMAN, 0L)));
        tile(
                words.count(summary.personalData().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                "personal",
                "");
        page.close();
    }

    private long rejected() {
        return summary.rejected().values().stream().mapToLong(Long::longValue).sum();
    }

    private void tile(String value, String key, String argument) {
        page.open("div", "class", "tile")
                .leaf("div", value, "class", "tile-value")
                .leaf("div", words.say("feedback.tile." + key), "class", "tile-name")
                .leaf("div", words.say("feedback.tile." + key + ".note", argument), "class", "tile-note")
                .close();
    }

    // ---- over time

    private void drawTime() {
        if (summary.overTime().size() < 2) return;
        section("time");
        page.leaf(
                "p",
                words.say(
                        "feedback.time.note",
                        words.say("feedback.step." + summary.step().name().toLowerCase(Locale.ROOT)),
                        words.count(summary.withoutTime())),
                "class",
                "note");
        page.open("figure", "class", "plot");
        var svg = Svg.open(page, WIDTH, HEIGHT, headline());
        var parts = List.copyOf(summary.overTime().entrySet());
        double step = (WIDTH - LEFT) / parts.size();
        double full = HEIGHT - BOTTOM - 8;
        long most =
                parts.stream().mapToLong(part -> part.getValue().all()).max().orElse(1);
        for (double share : new double[] {0, 0.5, 1}) {
            double y = 8 + full * (1 - share);
            svg.horizontal(LEFT, WIDTH, y, share == 0 ? "zero" : "grid");
            svg.text(words.count(Math.round(most * share)), LEFT - 8, y + 4, "tick", Svg.Anchor.END);
        }
        int labelled = Math.max(1, (int) Math.ceil(parts.size() / 8.0));
        for (int i = 0; i < parts.size(); i++) {
            var tally = parts.get(i).getValue();
            double x = LEFT + i * step + step * 0.1;
            double y = 8 + full;
            var tooltip = words.say(
                    "feedback.time.tooltip",
                    days.format(parts.get(i).getKey()),
                    words.count(tally.negative()),
                    words.count(tally.neutral() + tally.unknown()),
                    words.count(tally.positive()));
            y = bar(svg, x, y, step * 0.8, full * tally.negative() / most, Palette.NEGATIVE, tooltip);
            y = bar(svg, x, y, step * 0.8, full * (tally.neutral() + tally.unknown()) / most, Palette.NEUTRAL, tooltip);
            bar(svg, x, y, step * 0.8, full * tally.positive() / most, Palette.POSITIVE, tooltip);
            if (i % labelled == 0) svg.text(label(parts.get(i).getKey()), x, HEIGHT - 8, "tick", Svg.Anchor.START);
        }
        page.close();
        drawLegend();
        page.close();
        drawTimeTable(parts);
        page.close();
    }

    private static double bar(Svg svg, double x, double y, double width, double height, String colour, String tooltip) {
        if (height > 0) svg.rect(x, y - height, width, height, colour, tooltip);
        return y - height;
    }

    private String label(LocalDate day) {
        return switch (summary.step()) {
            case DAY, WEEK -> "%02d-%02d".formatted(day.getMonthValue(), day.getDayOfMonth());
            case MONTH -> "%d-%02d".formatted(day.getYear(), day.getMonthValue());
        };
    }

    private void drawLegend() {
        page.open("figcaption", "class", "legend");
        for (var entry : List.of(
                Map.entry("negative", Palette.NEGATIVE),
                Map.entry("neutral", Palette.NEUTRAL),
                Map.entry("positive", Palette.POSITIVE)))
            page.open("span")
                    .leaf("i", "", "style", "background:" + entry.getValue())
                    .text(" " + words.say("feedback.segment." + entry.getKey()))
                    .close();
        page.close();
    }

    private void drawTimeTable(List<Map.Entry<LocalDate, Tally>> parts) {
        page.open("details").leaf("summary", words.say("plot.table"));
        var named = parts.stream()
                .map(part -> new Named(days.format(part.getKey()), part.getValue()))
                .toList();
        drawTallies("feedback.column.from", named);
        page.close();
    }

    // ---- what moves people

    private void drawDrivers(String key, List<Driver> drivers, boolean negative) {
        if (drivers.isEmpty()) return;
        section(key);
        page.leaf("p", words.say("feedback." + key + ".note"), "class", "note");
        for (var driver : drivers) {
            page.open("article", "class", "driver");
            page.open("h3").text(aspect(driver.aspect()));
            page.leaf(
                            "span",
                            words.say(
                                    "feedback." + key + ".share",
                                    words.percent(driver.share()),
                                    words.count(
                                            negative
                                                    ? driver.tally().negative()
                                                    : driver.tally().positive()),
                                    words.count(driver.tally().all())),
                            "class",
                            "note")
                    .close();
            drawSplit(driver.tally());
            drawQuotes(driver.quotes());
            page.close();
        }
        page.close();
    }

    /// Negative, neutral and positive as one bar.
    private void drawSplit(Tally tally) {
        double all = Math.max(1, tally.all());
        page.open("div", "class", "split", "role", "img", "aria-label", split(tally));
        part(tally.negative() / all, Palette.NEGATIVE);
        part((tally.neutral() + tally.unknown()) / all, Palette.NEUTRAL);
        part(tally.positive() / all, Palette.POSITIVE);
        page.close();
    }

    private String split(Tally tally) {
        return words.say(
                "feedback.split",
                words.count(tally.negative()),
                words.count(tally.neutral() + tally.unknown()),
                words.count(tally.positive()));
    }

    private void part(double share, String colour) {
        if (share > 0)
            page.leaf("span", "", "style", "width:" + Decimal.format(100 * share, 2) + "%;background:" + colour);
    }

    private void drawQuotes(List<Quote> quotes) {
        for (var quote : quotes)
            page.open("blockquote")
                    .text(words.say("feedback.quote", quote.text()))
                    .leaf("cite", words.say("feedback.row", words.count(quote.row())))
                    .close();
    }

    private void drawAnswerFirst() {
        if (summary.urgent().isEmpty()) return;
        section("answer");
        page.leaf("p", words.say("feedback.answer.note"), "class", "note");
        drawQuotes(summary.urgent());
        page.close();
    }

    private void drawEmerging() {
        section("emerging");
        if (summary.emerging().isEmpty()) {
            page.leaf("p", words.say("feedback.emerging.none"), "class", "note").close();
            return;
        }
        page.leaf("p", words.say("feedback.emerging.note"), "class", "note");
        page.open("table").open("thead").open("tr");
        for (var key : List.of("topic", "before", "lately", "rows"))
            page.leaf("th", words.say("feedback.column." + key), "scope", "col");
        page.close().close().open("tbody");
        for (var term : summary.emerging())
            page.open("tr")
                    .leaf("td", term.aspect() ? aspect(term.term()) : words.say("feedback.quote", term.term()))
                    .leaf("td", words.percent(term.before()), "class", "number")
                    .leaf("td", words.percent(term.lately()), "class", "number")
                    .leaf("td", words.count(term.rows()), "class", "number")
                    .close();
        page.close().close().close();
    }

    // ---- by product and aspect

    private List<Named> products() {
        return summary.products().stream().limit(PRODUCTS).toList();
    }

    private List<Named> requests() {
        var called = RequestNames.load();
        return summary.requests().stream()
                .limit(REQUESTS)
                .map(named -> new Named(called.name(named.name(), words.language()), named.tally()))
                .toList();
    }

    private List<Named> aspects() {
        return summary.aspects().stream()
                .limit(ASPECTS)
                .map(named -> new Named(aspect(named.name()), named.tally()))
                .toList();
    }

    private void drawNamed(String key, String column, List<Named> named) {
        if (named.isEmpty()) return;
        section(key);
        drawTallies(column, named);
        page.close();
    }

    private void drawTallies(String column, List<Named> named) {
        page.open("table", "class", "wide").open("thead").open("tr");
        page.leaf("th", words.say(column), "scope", "col");
        for (var key : List.of("count", "negative", "split"))
            page.leaf("th", words.say("feedback.column." + key), "scope", "col");
        page.close().close().open("tbody");
        for (var each : named) {
            page.open("tr")
                    .leaf("td", each.name())
                    .leaf("td", words.count(each.tally().all()), "class", "number")
                    .leaf("td", words.percent(each.tally().negativeShare()), "class", "number")
                    .open("td", "class", "split-cell");
            drawSplit(each.tally());
            page.close().close();
        }
        page.close().close();
    }

    /// Negative share by product and aspect; a cell of few opinions stays empty.
    private void drawCells() {
        if (summary.cells().isEmpty()) return;
        var columns = summary.aspects().stream()
                .map(Named::name)
                .filter(name ->
                        summary.cells().stream().anyMatch(cell -> cell.aspect().equals(name)))
                .limit(8)
                .toList();
        section("cells");
        page.leaf("p", words.say("feedback.cells.note"), "class", "note");
        page.open("table", "class", "wide heat")
                .open("thead")
                .open("tr")
                .leaf("th", words.say("feedback.column.product"));
        for (var name : columns) page.leaf("th", aspect(name), "scope", "col");
        page.close().close().open("tbody");
        for (var product : products()) {
            page.open("tr").leaf("th", product.name(), "scope", "row");
            for (var name : columns) drawCell(product.name(), name);
            page.close();
        }
        page.close().close().close();
    }

    private void drawCell(String product, String aspect) {
        var cell = summary.cells().stream()
                .filter(each -> each.product().equals(product) && each.aspect().equals(aspect))
                .findFirst();
        if (cell.isEmpty()) {
            page.leaf("td", "·", "class", "number few");
            return;
        }
        var tally = cell.get().tally();
        page.leaf(
                "td",
                words.percent(tally.negativeShare()) + " · " + words.count(tally.read()),
                "class",
                "number",
                "style",
                "background:color-mix(in srgb, %s %d%%, transparent)"
                        .formatted(Palette.NEGATIVE, Math.round(SEVEREST_PERCENT * tally.negativeShare())));
    }

    // ---- what people want, what was left out, how it was read

    private void drawWishes() {
        section("wishes");
        page.open("ul");
        for (var intent : Intent.values()) {
            long count = summary.intents().getOrDefault(intent, 0L);
            if (count > 0) count("feedback.intent." + intent.id(), count);
        }
        long urgent = summary.urgency().getOrDefault(Urgency.HIGH, 0L);
        if (urgent > 0) count("feedback.urgent", urgent);
        if (summary.sarcastic() > 0) count("feedback.sarcasm", summary.sarcastic());
        var emotions = summary.emotions().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> words.say("emotion." + entry.getKey()) + " " + words.count(entry.getValue()))
                .collect(Collectors.joining(words.say("list.separator")));
        if (!emotions.isEmpty()) page.leaf("li", words.say("feedback.emotions", emotions));
        page.close().close();
    }

    private void count(String key, long count) {
        page.leaf("li", words.say("feedback.counted", words.say(key), words.count(count)));
    }

    private void drawRejects() {
        if (summary.rejected().isEmpty()) return;
        section("rejects");
        page.leaf("p", words.say("feedback.rejects.note"), "class", "note").open("ul");
        summary.rejected().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<RejectReason, Long> entry) -> -entry.getValue()))
                .forEach(entry -> page.leaf(
                        "li",
                        words.say(
                                "feedback.counted",
                                entry.getKey().name(words.language()),
                                words.count(entry.getValue()))));
        page.close().close();
    }

    private void drawMethod() {
        section("method");
        page.open("ul");
        for (int i = 1; i <= 5; i++) page.leaf("li", words.say("feedback.method." + i));
        page.leaf("li", words.say("feedback.models", joined(summary.models())));
        if (!summary.researchOnly().isEmpty())
            page.leaf("li", words.say("feedback.research", joined(summary.researchOnly())));
        page.close().close();
    }

    private static String joined(List<ModelRef> models) {
        return models.stream().map(ModelRef::toString).collect(Collectors.joining(", "));
    }

    private void section(String key) {
        page.open("section").leaf("h2", words.say("feedback.section." + key));
    }

    private String aspect(String id) {
        return summary.dictionary().name(id, words.language());
    }
}
