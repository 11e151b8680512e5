package dev.attune.evaluation.text;

import dev.attune.signals.ModelRef;
import dev.attune.text.Language;
import dev.attune.text.Sentiment;
import dev.attune.text.TextReader;
import dev.attune.text.TextReading;
import dev.attune.text.linear.CorpusShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// Reads labelled texts and keeps, for each, what was labelled and what was answered.
///
/// A label that the task does not have (`trust`) is left out; a text that had only such labels is skipped, and so
/// is a neutral one where positive or negative is asked. The classes are those labels of the task that the file
/// holds. Where every text has exactly one label, the most probable class answers; otherwise each class answers for
/// itself.
public final class TextEvaluation {
    private final TextReader reader;
    private final Language language;
    private final TextTask task;

    public TextEvaluation(TextReader reader, Language language, TextTask task) {
        this.reader = reader;
        this.language = language;
        this.task = task;
    }

    /// @param truth `[text][class]`
    /// @param probability `[text][class]`, calibrated
    /// @param answer `[text][class]`
    /// @param together what the reader was adapted to
    /// @param told per text, whether the product names an answer; otherwise it says "unknown"
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Answers(
            List<String> classes,
            boolean several,
            boolean[][] truth,
            double[][] probability,
            boolean[][] answer,
            boolean[] told,
            Map<String, Integer> unreadLabels,
            int skipped,
            CorpusShares together,
            List<ModelRef> models) {}

    Answers answers(LabelledTexts texts, IntConsumer progress) throws UnusableTextsException {
        var rows = new ArrayList<LabelledTexts.Row>();
        var unread = new TreeMap<String, Integer>();
        for (var row : texts.rows()) {
            if (row.labels().isEmpty() && task == TextTask.SENTIMENT2) continue; // neutral, which is no answer here
            var known = new LinkedHashSet<String>();
            for (var label : row.labels()) {
                var canonical = TextTask.canonical(label);
                if (task.labels().contains(canonical)) known.add(canonical);
                else unread.merge(label, 1, Integer::sum);
            }
            if (known.isEmpty() && !row.labels().isEmpty()) continue;
            rows.add(new LabelledTexts.Row(row.line(), known, row.text()));
        }
        if (rows.isEmpty())
            throw new UnusableTextsException("%s has no text with a label of this task. Accepted: %s; found: %s"
                    .formatted(texts.file(), String.join(", ", task.labels()), String.join(", ", unread.keySet())));
        if (task == TextTask.SENTIMENT) // an empty label field says "neutral"
        rows.replaceAll(row ->
                row.labels().isEmpty() ? new LabelledTexts.Row(row.line(), Set.of("neutral"), row.text()) : row);
        var present = new LinkedHashSet<String>();
        rows.forEach(row -> present.addAll(row.labels()));
        var classes = task.labels().stream().filter(present::contains).toList();
        boolean several = rows.stream().anyMatch(row -> row.labels().size() != 1);
        int n = rows.size();
        var truth = new boolean[n][classes.size()];
        var probability = new double[n][];
        var answer = new boolean[n][];
        var told = new boolean[n];
        var models = new LinkedHashMap<ModelRef, Boolean>();
        for (int i = 0; i < n; i++) {
            var row = rows.get(i);
            var reading = reader.read(row.text(), language);
            reading.models().forEach(model -> models.put(model, true));
            for (int c = 0; c < classes.size(); c++) truth[i][c] = row.labels().contains(classes.get(c));
            probability[i] = classes.stream()
                    .mapToDouble(label -> probability(reading, label))
                    .toArray();
            answer[i] = several ? each(reading, classes) : best(reading, classes);
            told[i] = task == TextTask.EMOTION || reading.sentiment().label() != Sentiment.UNKNOWN;
            progress.accept(i + 1);
        }
        if (!several) for (var shares : probability) normalise(shares);
        return new Answers(
                classes,
                several,
                truth,
                probability,
                answer,
                told,
                unread,
                texts.rows().size() - n,
                reader.adaptedTo(language),
                List.copyOf(models.keySet()));
    }

    private double probability(TextReading reading, String label) {
        var sentiment = reading.sentiment();
        return switch (label) {
            case "positive" -> sentiment.positive();
            case "negative" -> sentiment.negative();
            case "neutral" -> task == TextTask.EMOTION ? reading.neutral().probability() : sentiment.neutral();
            default ->
                reading.emotions().stream()
                        .filter(emotion -> emotion.emotion().id().equals(label))
                        .mapToDouble(emotion -> emotion.probability())
                        .findFirst()
                        .orElse(0);
        };
    }

    private boolean[] each(TextReading reading, List<String> classes) {
        var answer = new boolean[classes.size()];
        for (int c = 0; c < answer.length; c++) {
            var label = classes.get(c);
            if (task == TextTask.EMOTION)
                answer[c] = label.equals("neutral")
                        ? reading.neutral().displayed()
                        : reading.displayed().stream()
                                .anyMatch(emotion -> emotion.emotion().id().equals(label));
            else
                answer[c] = reading.sentiment().label().id().equals(label)
                        || reading.sentiment().label() == Sentiment.MIXED && !label.equals("neutral");
        }
        return answer;
    }

    private boolean[] best(TextReading reading, List<String> classes) {
        var answer = new boolean[classes.size()];
        int best = 0;
        for (int c = 1; c < answer.length; c++)
            if (probability(reading, classes.get(c)) > probability(reading, classes.get(best))) best = c;
        answer[best] = true;
        return answer;
    }

    private static void normalise(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) shares[i] = sum == 0 ? 1.0 / shares.length : shares[i] / sum;
    }
}
