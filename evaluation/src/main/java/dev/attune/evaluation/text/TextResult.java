package dev.attune.evaluation.text;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.signals.ModelRef;
import dev.attune.text.Language;
import dev.attune.text.TextReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How well labelled texts were read.
public final class TextResult implements EvaluationResult {
    private final LabelledTexts texts;
    private final Language language;
    private final TextTask task;
    private final TextReader.Heads heads;
    private final Bootstrap bootstrap;
    private final TextEvaluation.Answers answers;
    private final double[] confidence;
    private final boolean[] correct;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, Optional<Interval>> intervals = new LinkedHashMap<>();

    private TextResult(
            LabelledTexts texts,
            Language language,
            TextTask task,
            TextReader.Heads heads,
            Bootstrap bootstrap,
            TextEvaluation.Answers answers) {
        this.texts = texts;
        this.language = language;
        this.task = task;
        this.heads = heads;
        this.bootstrap = bootstrap;
        this.answers = answers;
        int classes = answers.classes().size();
        int decisions = answers.several() ? n() * classes : n();
        confidence = new double[decisions];
        correct = new boolean[decisions];
        for (int i = 0; i < n(); i++) decide(i, classes);
        put("accuracy", this::accuracy);
        put("macroF1", drawn -> macroF1(counts(drawn)));
        put("microF1", drawn -> f1(total(counts(drawn))));
        put("ece", this::calibrationError);
    }

    public static TextResult of(
            TextReader reader,
            TextReader.Heads heads,
            LabelledTexts texts,
            Language language,
            TextTask task,
            Bootstrap bootstrap,
            IntConsumer progress)
            throws UnusableTextsException {
        var answers = new TextEvaluation(reader, language, task).answers(texts, progress);
        return new TextResult(texts, language, task, heads, bootstrap, answers);
    }

    private int n() {
        return answers.truth().length;
    }

    private void decide(int text, int classes) {
        if (answers.several()) {
            for (int c = 0; c < classes; c++) {
                boolean yes = answers.answer()[text][c];
                double probability = answers.probability()[text][c];
                confidence[text * classes + c] = yes ? probability : 1 - probability;
                correct[text * classes + c] = yes == answers.truth()[text][c];
            }
        } else {
            int chosen = 0;
            while (!answers.answer()[text][chosen]) chosen++;
            confidence[text] = answers.probability()[text][chosen];
            correct[text] = answers.truth()[text][chosen];
        }
    }

    private void put(String figure, ToDoubleFunction<int[]> of) {
        figures.put(figure, of.applyAsDouble(IntStream.range(0, n()).toArray()));
        intervals.put(figure, bootstrap.interval(n(), of));
    }

    /// All labels of a text right, no other given.
    private double accuracy(int[] drawn) {
        int right = 0;
        for (int i : drawn) if (Arrays.equals(answers.truth()[i], answers.answer()[i])) right++;
        return (double) right / drawn.length;
    }

    private BinaryCounts[] counts(int[] drawn) {
        int classes = answers.classes().size();
        var counts = new int[classes][4];
        for (int i : drawn)
            for (int c = 0; c < classes; c++)
                counts[c][(answers.truth()[i][c] ? 0 : 1) + (answers.answer()[i][c] ? 0 : 2)]++;
        return Arrays.stream(counts)
                .map(count -> new BinaryCounts(count[0], count[1], count[2], count[3]))
                .toArray(BinaryCounts[]::new);
    }

    private static double macroF1(BinaryCounts[] counts) {
        return Arrays.stream(counts).mapToDouble(TextResult::f1).average().orElse(Double.NaN);
    }

    private static BinaryCounts total(BinaryCounts[] counts) {
        return Arrays.stream(counts).reduce(new BinaryCounts(0, 0, 0, 0), BinaryCounts::plus);
    }

    private static double f1(BinaryCounts counts) {
        return counts.f1().orElse(0);
    }

    private double calibrationError(int[] drawn) {
        int each = confidence.length / n();
        var items = Arrays.stream(drawn)
                .flatMap(i -> IntStream.range(i * each, (i + 1) * each))
                .toArray();
        return Calibration.expectedError(confidence, correct, items).orElse(Double.NaN);
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.builder().build().createObjectNode();
        json.put("task", task.name().toLowerCase(Locale.ROOT));
        json.put("language", language.code());
        json.put("head", heads.name().toLowerCase(Locale.ROOT));
        json.put("data", String.valueOf(texts.file().getFileName()));
        json.put("sha256", texts.sha256());
        json.put("n", n());
        json.put("skipped", answers.skipped());
        var shares = json.putObject("textsLikeCorpus"); // empty where each text is read by itself
        answers.together().shares().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(share -> shares.put(share.getKey(), share.getValue()));
        json.put("severalLabels", answers.several());
        figures.forEach(json::put);
        var told = IntStream.range(0, n()).filter(i -> answers.told()[i]).count();
        json.put("answered", (double) told / n());
        var perClass = json.putArray("perClass");
        var counts = counts(IntStream.range(0, n()).toArray());
        for (int c = 0; c < counts.length; c++) {
            var entry = perClass.addObject();
            entry.put("label", answers.classes().get(c));
            entry.put("support", counts[c].truePositives() + counts[c].falseNegatives());
            put(entry, "precision", counts[c].precision());
            put(entry, "recall", counts[c].recall());
            put(entry, "f1", counts[c].f1());
        }
        var ends = json.putObject("intervals");
        intervals.forEach((figure, interval) -> interval.ifPresent(
                known -> ends.putArray(figure).add(known.low()).add(known.high())));
        json.put("level", Interval.LEVEL);
        json.put("seed", bootstrap.seed());
        json.put("draws", bootstrap.draws());
        json.put("calibrationRule", Calibration.ERROR_RULE);
        if (!answers.unreadLabels().isEmpty()) {
            var unread = json.putObject("labelsNotOfThisTask");
            answers.unreadLabels().forEach(unread::put);
        }
        var models = json.putArray("models");
        answers.models().stream().map(ModelRef::toString).forEach(models::add);
        return json;
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) node.put(name, value.getAsDouble());
        else node.putNull(name);
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable(
                "data", "n", "task", "head", "read", "accuracy", "macro-F1", "micro-F1", "ECE", "models");
        table.row(
                texts.file().getFileName(),
                n(),
                language + " " + task.name().toLowerCase(Locale.ROOT),
                heads.name().toLowerCase(Locale.ROOT),
                answers.together().shares().isEmpty() ? "each alone" : "together",
                figure("accuracy"),
                figure("macroF1"),
                figure("microF1"),
                figure("ece"),
                answers.models().stream().map(ModelRef::toString).collect(Collectors.joining(", ")));
        return table.toString();
    }

    private String figure(String name) {
        return MarkdownTable.share(
                OptionalDouble.of(figures.getOrDefault(name, Double.NaN)),
                intervals.getOrDefault(name, Optional.empty()));
    }
}
