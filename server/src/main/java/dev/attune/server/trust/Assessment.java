package dev.attune.server.trust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/// A draft of the data protection impact assessment (GDPR Art. 35(7)) and of the fundamental rights
/// impact assessment (EU AI Act Art. 27(1)), filled with what this deployment is set to and what it
/// recorded. What only people can judge stays an open question.
final class Assessment {
    private static final int OPEN_QUESTIONS = 5;

    private final AssessmentWords words;
    private final TrustController.Trust trust;
    private final Instant at;
    private final StringBuilder page = new StringBuilder();

    Assessment(AssessmentWords words, TrustController.Trust trust, Instant at) {
        this.words = words;
        this.trust = trust;
        this.at = at;
    }

    String html() {
        page.append("""
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title><style>
                body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2024}
                table{border-collapse:collapse;width:100%%;margin:.5rem 0 1.5rem}
                th,td{border:1px solid #c8ccd2;padding:.35rem .6rem;text-align:left;vertical-align:top}
                .open{border:1px dashed #8a919b;padding:1.5rem .75rem;margin:.5rem 0}
                @media print{body{margin:0}}
                </style></head><body>
                """.formatted(words.language(), words.say("title")));
        page.append("<h1>").append(words.say("title")).append("</h1>");
        paragraph(words.say("lead", at.truncatedTo(ChronoUnit.MINUTES)));
        description();
        necessity();
        risks();
        measures();
        open();
        return page.append("</body></html>").toString();
    }

    private void description() {
        heading("description");
        var deployment = trust.deployment();
        table(
                List.of(words.say("what"), words.say("value")),
                List.of(
                        List.of(words.say("place"), deployment.place() + " / " + deployment.role()),
                        List.of(words.say("age"), deployment.ageBand()),
                        List.of(words.say("purposes"), String.join(", ", deployment.purposes())),
                        List.of(words.say("law"), deployment.jurisdiction()),
                        List.of(
                                words.say("pack"),
                                words.say(
                                        "pack.days",
                                        trust.pack().version(),
                                        trust.pack().reviewed(),
                                        trust.pack().reviewBy())),
                        List.of(words.say("meets"), orDash(String.join(", ", deployment.meets()))),
                        List.of(
                                words.say("retention"),
                                words.say(
                                        "retention.days",
                                        trust.retention().sessionDays(),
                                        trust.retention().consentDays()))));
    }

    private void necessity() {
        heading("necessity");
        var rows = new ArrayList<List<String>>();
        for (var permission : trust.permissions())
            rows.add(List.of(
                    permission.purpose() + " / " + permission.modality(),
                    words.say(permission.biometric() ? "biometric" : "not-biometric"),
                    permission.outcome(),
                    permission.rule(),
                    permission.article()));
        table(
                List.of(
                        words.say("purpose"),
                        words.say("kind"),
                        words.say("outcome"),
                        words.say("rule"),
                        words.say("article")),
                rows);
        table(
                List.of(words.say("date"), words.say("day"), words.say("source")),
                trust.pack().dates().stream()
                        .map(date -> List.of(date.id(), date.day().toString(), date.source()))
                        .toList());
    }

    private void risks() {
        heading("risks");
        list(Stream.of("risk.wrong", "risk.groups", "risk.pressure", "risk.refusal", "risk.leak")
                .map(words::say)
                .toList());
        table(
                List.of(words.say("parity"), words.say("declined"), words.say("consented"), words.say("ratio")),
                trust.parity().stream()
                        .map(parity -> List.of(
                                parity.measure(),
                                Long.toString(parity.declined()),
                                Long.toString(parity.consented()),
                                parity.ratio() == null
                                        ? words.say("not-enough")
                                        : String.format(
                                                Locale.ROOT,
                                                "%.3f [%.3f, %.3f]",
                                                parity.ratio(),
                                                parity.low(),
                                                parity.high())))
                        .toList());
    }

    private void measures() {
        heading("measures");
        list(Stream.of(
                        "measure.gate",
                        "measure.consent",
                        "measure.raw",
                        "measure.classes",
                        "measure.aggregates",
                        "measure.switch")
                .map(key -> key.equals("measure.aggregates") ? words.say(key, trust.k()) : words.say(key))
                .toList());
        long answers = 0;
        long refused = 0;
        for (var count : trust.gate()) {
            answers += count.n();
            if (!count.answer().equals("allowed")) refused += count.n();
        }
        paragraph(words.say("gate", answers, refused));
        paragraph(
                trust.switchedOff().isEmpty()
                        ? words.say("nothing-off")
                        : words.say("off", trust.switchedOff().size()));
    }

    private void open() {
        heading("open");
        for (int number = 1; number <= OPEN_QUESTIONS; number++) {
            paragraph(words.say("open." + number));
            page.append("<div class=\"open\"></div>");
        }
    }

    private void heading(String key) {
        page.append("<h2>").append(words.say("heading." + key)).append("</h2>");
    }

    private void paragraph(String text) {
        page.append("<p>").append(HtmlUtils.htmlEscape(text)).append("</p>");
    }

    private void list(List<String> items) {
        page.append("<ul>");
        for (var item : items)
            page.append("<li>").append(HtmlUtils.htmlEscape(item)).append("</li>");
        page.append("</ul>");
    }

    private void table(List<String> header, List<List<String>> rows) {
        page.append("<table><tr>");
        for (var cell : header)
            page.append("<th>").append(HtmlUtils.htmlEscape(cell)).append("</th>");
        page.append("</tr>");
        for (var row : rows) {
            page.append("<tr>");
            for (var cell : row)
                page.append("<td>").append(HtmlUtils.htmlEscape(cell)).append("</td>");
            page.append("</tr>");
        }
        page.append("</table>");
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
