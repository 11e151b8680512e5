package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.evaluation.text.RequestResult;
import dev.attune.evaluation.text.UnusableTextsException;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.text.RequestReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Reads labelled requests of a bank's customers and tells how often the label was named.
@Command(
        name = "requests",
        description = {
            "Reads labelled requests of a bank's customers, English, and compares: how often the likeliest is the label,"
                    + " how often one is named at all, and how often one is invented where there is none."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "A line of FILE.tsv: one label, a tab, the text."})
final class EvaluateRequestsCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "FILE.tsv", description = "The labelled requests.")
    private Path data = Path.of("");

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "FILE.tsv",
            description = "Texts that ask for nothing of the kind, labels ignored; one or more, separated by commas.")
    private List<Path> without = List.of();

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
            var others = new ArrayList<LabelledTexts>();
            for (var file : without) others.add(LabelledTexts.read(file));
            var result = RequestResult.of(RequestReader.open(store), LabelledTexts.read(data), others);
            format.print(result, spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (UnusableTextsException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
