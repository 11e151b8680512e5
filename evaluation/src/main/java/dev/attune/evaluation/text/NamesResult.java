package dev.attune.evaluation.text;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.text.personaldata.Finding;
import dev.attune.text.personaldata.PersonalDataKind;
import dev.attune.text.personaldata.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How many names of people are replaced before a text is read, and what else is.
public record NamesResult(List<Of> files) implements EvaluationResult {

    /// One file of texts in which the names are known.
    ///
    /// @param mentions names of people that stand in the texts
    /// @param found of them, those that are replaced whole, whatever they were taken for
    /// @param marks stretches that were taken for a name
    /// @param right of them, those that touch a mention
    /// @param nameless texts without a name
    /// @param touched of them, those in which something was taken for one
    public record Of(
            String file,
            String sha256,
            int texts,
            int mentions,
            int found,
            int marks,
            int right,
            int nameless,
            int touched) {}

    public NamesResult {
        files = List.copyOf(files);
    }

    public static NamesResult of(Redactor redactor, List<LabelledTexts> named) throws UnusableTextsException {
        var files = new ArrayList<Of>();
        for (var texts : named) files.add(of(redactor, texts));
        return new NamesResult(files);
    }

    private static Of of(Redactor redactor, LabelledTexts texts) throws UnusableTextsException {
        int mentions = 0;
        int found = 0;
        int marks = 0;
        int right = 0;
        int nameless = 0;
        int touched = 0;
        for (var row : texts.rows()) {
            var findings = redactor.find(row.text());
            var names = findings.stream()
                    .filter(finding -> finding.kind() == PersonalDataKind.NAME)
                    .toList();
            var places = new ArrayList<Finding>();
            for (var name : row.labels()) {
                int at = row.text().indexOf(name);
                if (at < 0)
                    throw new UnusableTextsException(
                            "%s, line %d: '%s' does not stand in the text.".formatted(texts.file(), row.line(), name));
                for (; at >= 0; at = row.text().indexOf(name, at + name.length()))
                    places.add(new Finding(PersonalDataKind.NAME, at, at + name.length()));
            }
            mentions += places.size();
            for (var place : places) if (isWhollyIn(findings, place)) found++;
            marks += names.size();
            for (var mark : names) if (places.stream().anyMatch(place -> overlap(place, mark))) right++;
            if (row.labels().isEmpty()) {
                nameless++;
                if (!names.isEmpty()) touched++;
            }
        }
        return new Of(
                String.valueOf(texts.file().getFileName()),
                texts.sha256(),
                texts.rows().size(),
                mentions,
                found,
                marks,
                right,
                nameless,
                touched);
    }

    private static boolean isWhollyIn(List<Finding> findings, Finding place) {
        int covered = place.start();
        for (var finding : findings)
            if (finding.start() <= covered + 1 && finding.end() > covered)
                covered = finding.end(); // a space between two marks
        return covered >= place.end();
    }

    private static boolean overlap(Finding one, Finding other) {
        return one.start() < other.end() && other.start() < one.end();
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        var array = json.putArray("files");
        for (var file : files) {
            var node = array.addObject().put("data", file.file()).put("sha256", file.sha256());
            node.put("n", file.texts()).put("mentions", file.mentions());
            share(node, "recall", file.found(), file.mentions());
            node.put("marks", file.marks());
            share(node, "precision", file.right(), file.marks());
            node.put("withoutName", file.nameless());
            share(node, "touchedWithoutName", file.touched(), file.nameless());
        }
        json.put("intervals", "95 %, Wilson");
        return json;
    }

    private static void share(ObjectNode json, String name, int successes, int n) {
        if (n == 0) return;
        json.put(name, (double) successes / n);
        Wilson.interval(successes, n)
                .ifPresent(
                        ends -> json.putArray(name + "Interval").add(ends.low()).add(ends.high()));
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable(
                "data",
                "texts",
                "names in them",
                "found",
                "taken for a name",
                "of them right",
                "texts without a name",
                "touched");
        for (var file : files)
            table.row(
                    file.file(),
                    file.texts(),
                    file.mentions(),
                    cell(file.found(), file.mentions()),
                    file.marks(),
                    cell(file.right(), file.marks()),
                    file.nameless(),
                    cell(file.touched(), file.nameless()));
        return table.toString();
    }

    private static String cell(int successes, int n) {
        return Wilson.interval(successes, n)
                .map(ends -> String.format(
                        Locale.ROOT, "%.3f [%.3f, %.3f]", (double) successes / n, ends.low(), ends.high()))
                .orElse("–");
    }
}
