package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.text.CustomersResult;
import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.evaluation.text.UnusableTextsException;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.TopicDictionary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells how customers' sentences are read as a whole, dictionary and heads together.
@Command(
        name = "customers",
        description = {
            "Tells how customers' sentences are read as tables and chats show them: segment, emotions, intents, urgency.",
            "Without files: sentences of our own in English, Russian and Chinese."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line of FILE.tsv: labels separated by commas, a tab, the text. Labels: positive, negative (both for mixed,"
                    + " none for neither); anger, disgust, fear, joy, sadness, surprise; complaint, question, thanks,"
                    + " churn-threat, request-for-human; urgent. Others are ignored."
        })
final class EvaluateCustomersCommand implements Callable<Integer> {
    private static final List<String> OWN = List.of("en", "ru", "zh");

    @Option(
            names = "--data",
            split = ",",
            paramLabel = "FILE.tsv",
            description = "Labelled sentences of your customers; one file or more, separated by commas.")
    private List<Path> data = List.of();

    @Option(
            names = "--part",
            paramLabel = "PART",
            description =
                    "Of our own sentences: dev, test, blind (calm complaints), wishes-dev or wishes-blind (leaving, a person,"
                            + " haste); never taught, some of dev was looked at (default: test).")
    private LabelledTexts.Part part = LabelledTexts.Part.TEST;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description = "ngram, or joint: with a sentence encoder (default: ngram).")
    private TextReader.Heads heads = TextReader.Heads.NGRAM;

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        use.overMany(Modality.TEXT);
        try (var store = ModelStore.bundled()) {
            var texts = new ArrayList<LabelledTexts>();
            if (data.isEmpty()) for (var language : OWN) texts.add(LabelledTexts.ofCustomers(language, part));
            for (var file : data) texts.add(LabelledTexts.read(file));
            var dictionary = TopicDictionary.bundled();
            var reader = new UtteranceReader(TextReader.open(store, heads), dictionary);
            format.print(
                    CustomersResult.of(reader, dictionary.polarFrom(), texts),
                    spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (UnusableTextsException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
