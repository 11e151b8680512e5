package dev.attune.evaluation.text;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.evaluation.statistics.Confusion;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.text.Language;
import dev.attune.text.RequestReader;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How well customers' requests were told, each text having one, and how often one was told where there is none.
///
/// @param likeliest the labels against the likeliest request, whatever its probability
/// @param told texts for which the product names a request
/// @param right of them
/// @param calibrationError of the likeliest request's probability
/// @param others texts without a request
/// @param invented of them, for which one was named
public record RequestResult(
        LabelledTexts texts,
        RequestReader reader,
        Confusion likeliest,
        int told,
        int right,
        double calibrationError,
        int others,
        int invented)
        implements EvaluationResult {

    /// @param without texts that ask for nothing of the kind
    public static RequestResult of(RequestReader reader, LabelledTexts texts, List<LabelledTexts> without)
            throws UnusableTextsException {
        var rows = texts.rows();
        var classes = new TreeSet<String>();
        for (var row : rows) {
            if (row.labels().size() != 1)
                throw new UnusableTextsException("%s, line %d has %d labels. A request is one."
                        .formatted(texts.file(), row.line(), row.labels().size()));
            classes.addAll(row.labels());
        }
        var names = List.copyOf(classes);
        int[] labels = new int[rows.size()];
        int[] answers = new int[labels.length];
        var confidence = new double[labels.length];
        var correct = new boolean[labels.length];
        int told = 0;
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            var row = rows.get(i);
            var label = row.labels().iterator().next();
            labels[i] = names.indexOf(label);
            answers[i] = Confusion.NO_ANSWER;
            var ranked = reader.ranked(row.text());
            if (ranked.isEmpty()) continue;
            answers[i] = names.indexOf(ranked.getFirst().id()); // -1, no answer, for a request that nobody labelled
            confidence[i] = ranked.getFirst().probability();
            correct[i] = answers[i] == labels[i];
            var named = reader.read(row.text(), Language.ENGLISH);
            if (named.isEmpty()) continue;
            told++;
            if (named.get().id().equals(label)) right++;
        }
        int others = 0;
        int invented = 0;
        for (var file : without)
            for (var row : file.rows()) {
                others++;
                if (reader.read(row.text(), Language.ENGLISH).isPresent()) invented++;
            }
        return new RequestResult(
                texts,
                reader,
                Confusion.of(names, labels, answers),
                told,
                right,
                Calibration.expectedError(confidence, correct).orElse(Double.NaN),
                others,
                invented);
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("n", likeliest.n());
        json.put("classes", likeliest.classes().size());
        share(json, "accuracy", likeliest.correct(), likeliest.n());
        likeliest.macroF1().ifPresent(value -> json.put("macroF1", rounded(value)));
        json.put("ece", rounded(calibrationError));
        share(json, "told", told, likeliest.n());
        share(json, "accuracyWhereTold", right, told);
        json.put("withoutRequest", others);
        share(json, "invented", invented, others);
        json.put("data", texts.sha256());
        json.put("model", reader.ref().toString());
        json.put("intervals", "95 %, Wilson");
        return json;
    }

    private static void share(ObjectNode json, String name, int successes, int n) {
        if (n == 0) return;
        json.put(name, rounded((double) successes / n));
        Wilson.interval(successes, n)
                .ifPresent(ends -> json.putArray(name + "Interval")
                        .add(rounded(ends.low()))
                        .add(rounded(ends.high())));
    }

    @Override
    public String markdown() {
        return """
                | n | classes | accuracy | macro-F1 | calibration error | told | right where told | invented where none |
                |---|---|---|---|---|---|---|---|
                | %d | %d | %s | %.3f | %.3f | %s | %s | %s |
                """.formatted(
                        likeliest.n(),
                        likeliest.classes().size(),
                        cell(likeliest.correct(), likeliest.n()),
                        likeliest.macroF1().orElse(Double.NaN),
                        calibrationError,
                        cell(told, likeliest.n()),
                        cell(right, told),
                        cell(invented, others));
    }

    private static String cell(int successes, int n) {
        return Wilson.interval(successes, n)
                .map(ends -> String.format(
                        Locale.ROOT, "%.3f [%.3f, %.3f]", (double) successes / n, ends.low(), ends.high()))
                .orElse("–");
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
