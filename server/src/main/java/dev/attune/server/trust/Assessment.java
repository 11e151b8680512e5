package dev.attune.server.trust;

import dev.attune.server.access.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// A draft of the data protection impact assessment (GDPR Art. 35(7)) and of the fundamental rights impact assessment
/// (EU AI Act Art. 27(1)), filled with what this deployment is set to and what it recorded, and naming what is still
/// missing. What only people can judge stays an open question.
final class Assessment {
    private static final int OPEN_QUESTIONS = 8;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final AssessmentWords words;
    private final TrustController.Trust trust;
    private final DeploymentFacts.Facts facts;
    private final Instant at;
    private final StringBuilder page = new StringBuilder();

    Assessment(AssessmentWords words, TrustController.Trust trust, DeploymentFacts.Facts facts, Instant at) {
        this.words = words;
        this.trust = trust;
        this.facts = facts;
        this.at = at;
    }

    String html() {
        page.append("""
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><style>
                body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2024}
                table{border-collapse:collapse;width:100%%;margin:.5rem 0 1.5rem}
                th,td{border:1px solid #c8ccd2;padding:.35rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
                .open{border:1px dashed #8a919b;padding:1.5rem .75rem;margin:.5rem 0}
                .missing li{font-weight:600}
                @media print{body{margin:0}}
                </style></head><body>
                """.formatted(words.language(), words.say("title")));
        page.append("<h1>").append(words.say("title")).append("</h1>");
        paragraph(words.say("lead", MINUTES.format(at)));
        paragraph(words.say("lead.duty"));
        missing();
        description();
        time();
        people();
        necessity();
        consequences();
        risks();
        measures();
        oversight();
        open();
        return page.append("</body></html>").toString();
    }

    /// First, so that nobody signs before it is empty.
    private void missing() {
        heading("missing");
        var missing = new ArrayList<String>();
        if (!facts.controller().isNamed()) missing.add(words.say("missing.controller"));
        if (accounts(Role.PRIVACY_OFFICER) == 0) missing.add(words.say("missing.officer"));
        if (facts.fairness().isEmpty()) missing.add(words.say("missing.fairness"));
        facts.fairness()
                .filter(report -> report.document().path("gate").isObject()
                        && !report.document().path("gate").path("passed").asBoolean(false))
                .ifPresent(report -> missing.add(words.say("missing.gate")));
        if (trust.parity().stream().allMatch(parity -> parity.verdict().equals("not-enough")))
            missing.add(words.say("missing.parity"));
        if (trust.parity().stream().anyMatch(parity -> parity.verdict().equals("worse")))
            missing.add(words.say("missing.worse"));
        if (trust.pack().overdue())
            missing.add(words.say("missing.pack", trust.pack().reviewBy()));
        if (facts.openKeys() > 0) missing.add(words.say("missing.keys", facts.openKeys()));
        if (facts.audit().anchors() == 0) missing.add(words.say("missing.anchor"));
        if (missing.isEmpty()) paragraph(words.say("missing.nothing"));
        else list("missing", missing.stream());
    }

    private void description() {
        heading("description");
        var deployment = trust.deployment();
        settings(
                row("controller", facts.controller().name()),
                row("contact", facts.controller().contact()),
                row("storage", facts.controller().storage()),
                row("place", words.named("place", deployment.place()) + " / " + words.named("role", deployment.role())),
                row("purposes", named("purpose", deployment.purposes())),
                row("law", words.named("jurisdiction", deployment.jurisdiction())),
                row(
                        "pack",
                        words.say(
                                "pack.days",
                                trust.pack().version(),
                                trust.pack().reviewed(),
                                trust.pack().reviewBy())),
                row("meets", named("duty", deployment.meets())),
                row("notice", facts.notice()),
                row("models", String.join("; ", facts.models())));
    }

    private void time() {
        heading("time");
        paragraph(words.say("sessions", atLeastK(facts.sessions())));
        paragraph(words.say("consent.days", trust.retention().consentDays()));
        table(
                List.of("category", "keep"),
                facts.kept().stream()
                        .map(kept -> List.of(
                                words.named("category", kept.name()),
                                words.say("days", kept.keep().toDays()))));
    }

    private void people() {
        heading("people");
        settings(
                row("role", words.named("role", trust.deployment().role())),
                row("age", words.named("age", trust.deployment().ageBand())),
                row(
                        "guardian",
                        facts.guardianBelow().isPresent()
                                ? words.say(
                                        "guardian.below", facts.guardianBelow().getAsInt())
                                : words.say("guardian.none")));
        paragraph(words.say("people.counts", trust.k()));
        table(
                List.of("purpose", "granted", "refused", "withdrawn"),
                trust.consents().stream()
                        .map(choice -> List.of(
                                choice(choice.purpose(), choice.modality()),
                                orFew(choice.granted()),
                                orFew(choice.refused()),
                                orFew(choice.withdrawn()))));
    }

    private void necessity() {
        heading("necessity");
        table(
                List.of("purpose", "kind", "outcome", "rule", "article"),
                trust.permissions().stream()
                        .map(permission -> List.of(
                                choice(permission.purpose(), permission.modality()),
                                words.say(permission.biometric() ? "biometric" : "not-biometric"),
                                words.named("outcome", permission.outcome())
                                        + (permission.duties().isEmpty()
                                                ? ""
                                                : " (" + named("duty", permission.duties()) + ")"),
                                permission.rule() + ": " + permission.reason(),
                                permission.article())));
        table(
                List.of("date", "day", "source"),
                trust.pack().dates().stream()
                        .map(date -> List.of(date.id(), date.day().toString(), date.source())));
    }

    private void consequences() {
        heading("consequences");
        paragraph(words.say("consequences.classes"));
        if (facts.following().isEmpty()) paragraph(words.say("consequences.nothing"));
        else
            table(
                    List.of("playbook", "classes"),
                    facts.following().stream()
                            .map(each -> List.of("%s (%s)".formatted(each.title(), each.playbook()), each.classes())));
        if (facts.recipients().isEmpty()) paragraph(words.say("recipients.none"));
        else {
            paragraph(words.say("recipients"));
            list("", facts.recipients().stream());
        }
    }

    private void risks() {
        heading("risks");
        list(
                "",
                Stream.of("risk.wrong", "risk.groups", "risk.pressure", "risk.refusal", "risk.leak")
                        .map(words::say));
        table(
                List.of("parity", "declined", "consented", "ratio"),
                trust.parity().stream()
                        .map(parity -> List.of(
                                words.named("measure", parity.measure()),
                                Long.toString(parity.declined()),
                                Long.toString(parity.consented()),
                                parity.ratio() == null
                                        ? words.say("not-enough")
                                        : String.format(
                                                Locale.ROOT,
                                                "%.3f [%.3f, %.3f]",
                                                parity.ratio(),
                                                parity.low(),
                                                parity.high()))));
        facts.fairness()
                .ifPresent(report -> paragraph(words.say(
                        "fairness",
                        MINUTES.format(report.uploadedAt()),
                        report.document().path("dataSet").asString("–"),
                        report.document().path("groups").path("column").asString("–"),
                        report.document().path("gate").path("objections").size())));
    }

    private void measures() {
        heading("measures");
        list(
                "",
                Stream.of(
                        words.say("measure.gate"),
                        words.say("measure.consent"),
                        words.say("measure.raw"),
                        words.say("measure.sealed"),
                        words.say("measure.classes"),
                        words.say("measure.aggregates", trust.k()),
                        words.say("measure.switch"),
                        words.say("measure.rights", facts.erasures())));
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
        var audit = facts.audit();
        paragraph(words.say(
                "audit",
                audit.records(),
                audit.anchors(),
                audit.anchoredAt().map(MINUTES::format).orElse("–")));
    }

    private void oversight() {
        heading("oversight");
        paragraph(words.say("oversight.people"));
        table(
                List.of("account", "count"),
                facts.accounts().entrySet().stream()
                        .map(role -> List.of(
                                words.named("account", role.getKey().id()),
                                role.getValue().toString())));
        paragraph(words.say("oversight.approval"));
    }

    private void open() {
        heading("open");
        IntStream.rangeClosed(1, OPEN_QUESTIONS).forEach(number -> {
            paragraph(words.say("open." + number));
            page.append("<div class=\"open\"></div>");
        });
    }

    private int accounts(Role role) {
        return facts.accounts().getOrDefault(role, 0);
    }

    private String choice(String purpose, String modality) {
        return words.named("purpose", purpose) + " / " + words.named("modality", modality);
    }

    private String named(String kind, List<String> ids) {
        return ids.isEmpty()
                ? "–"
                : ids.stream().map(id -> words.named(kind, id)).collect(Collectors.joining(", "));
    }

    private String atLeastK(long count) {
        return count == 0 || count >= trust.k() ? Long.toString(count) : words.say("fewer", trust.k());
    }

    private String orFew(@Nullable Long people) {
        return people == null ? words.say("few") : people.toString();
    }

    private static List<String> row(String name, String value) {
        return List.of(name, value);
    }

    private void heading(String key) {
        page.append("<h2>").append(words.say("heading." + key)).append("</h2>");
    }

    private void paragraph(String text) {
        page.append("<p>").append(HtmlUtils.htmlEscape(text)).append("</p>");
    }

    private void list(String kind, Stream<String> items) {
        page.append("<ul class=\"").append(kind).append("\">");
        items.forEach(
                item -> page.append("<li>").append(HtmlUtils.htmlEscape(item)).append("</li>"));
        page.append("</ul>");
    }

    /// What is set, each with its name.
    @SafeVarargs
    private void settings(List<String>... rows) {
        table(List.of("what", "value"), Stream.of(rows).map(row -> List.of(words.say(row.getFirst()), row.getLast())));
    }

    /// @param header keys of the words above the columns
    private void table(List<String> header, Stream<List<String>> rows) {
        page.append("<table><tr>");
        for (var column : header)
            page.append("<th>").append(HtmlUtils.htmlEscape(words.say(column))).append("</th>");
        page.append("</tr>");
        rows.forEach(row -> {
            page.append("<tr>");
            for (var cell : row)
                page.append("<td>").append(HtmlUtils.htmlEscape(cell)).append("</td>");
            page.append("</tr>");
        });
        page.append("</table>");
    }
}
