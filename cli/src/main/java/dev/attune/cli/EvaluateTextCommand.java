package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.evaluation.text.TextResult;
import dev.attune.evaluation.text.TextTask;
import dev.attune.evaluation.text.UnusableTextsException;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.text.Language;
import dev.attune.text.TextReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Reads labelled texts and tells how often the labels were read.
@Command(
        name = "text",
        description = {
            "Reads labelled texts and compares: accuracy, macro-F1, micro-F1, precision, recall and F1 of each class,"
                    + " calibration error, each with n and a 95 %% interval."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line of FILE.tsv: labels separated by commas, a tab, the text. No label means none of them.",
            "Chinese sentiment is read with a model of shop reviews whose licence is not stated; the product uses it only",
            "where an operator says so. --open-weights measures what it reads otherwise.",
            "emotion: anger, disgust, fear, joy, sadness, surprise, neutral. sentiment: positive, neutral, negative."
        })
final class EvaluateTextCommand implements Callable<Integer> {
    private static final int TEXTS_PER_LINE = 5000; // of progress

    @Option(names = "--data", required = true, paramLabel = "FILE.tsv", description = "The labelled texts.")
    private Path data = Path.of("");

    @Option(names = "--lang", required = true, paramLabel = "LANG", description = "Their language: en, ru or zh.")
    private String language = "";

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "emotion, sentiment (three classes) or sentiment2 (positive, negative).")
    private TextTask task = TextTask.EMOTION;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description =
                    "ngram: n-grams alone; joint: with the sentence encoder, where there is one" + " (default: joint).")
    private TextReader.Heads heads = TextReader.Heads.JOINT;

    @Option(
            names = "--each-alone",
            description =
                    "Read each text as if it had come alone, as a chat does. By itself the file is read as a table"
                            + " is: what one text leaves open the others tell, without their labels.")
    private boolean eachAlone;

    @Option(
            names = "--open-weights",
            description = "Leave out weights that are for research only, as the product does by itself.")
    private boolean openWeights;

    @Mixin
    private BootstrapOptions drawn = new BootstrapOptions();

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        use.overMany(Modality.TEXT);
        var err = spec.commandLine().getErr();
        try (var store = ModelStore.bundled()) {
            var texts = LabelledTexts.read(data);
            var reader =
                    TextReader.open(store, heads, openWeights ? TextReader.Weights.OPEN : TextReader.Weights.RESEARCH);
            var result = TextResult.of(
                    eachAlone
                            ? reader
                            : reader.adaptedTo(
                                    texts.rows().stream()
                                            .map(LabelledTexts.Row::text)
                                            .toList(),
                                    language()),
                    heads,
                    texts,
                    language(),
                    task,
                    drawn.bootstrap(),
                    done -> {
                        if (done % TEXTS_PER_LINE == 0)
                            err.printf("%d of %d texts%n", done, texts.rows().size());
                    });
            format.print(result, spec.commandLine().getOut());
            if (!openWeights && language.equals("zh") && task != TextTask.EMOTION)
                err.println(
                        "attune: read with text-zh-reviews, weights for research only that the product does not open by"
                                + " itself; --open-weights leaves them out");
            return ExitCode.OK;
        } catch (UnusableTextsException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }

    private Language language() {
        return switch (language) {
            case "en" -> Language.ENGLISH;
            case "ru" -> Language.RUSSIAN;
            case "zh" -> Language.CHINESE;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--lang must be en, ru or zh, got '%s'".formatted(language));
        };
    }
}
