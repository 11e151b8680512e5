package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.evaluation.text.NamesResult;
import dev.attune.evaluation.text.UnusableTextsException;
import dev.attune.signals.Modality;
import dev.attune.text.personaldata.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells how many names of people are replaced before a text is read or kept.
@Command(
        name = "names",
        description = {
            "Tells how many names of people are replaced before a text is read or kept, how much of what is replaced is a"
                    + " name, and how many texts without a name are touched.",
            "Without files: sentences of our own in English, Russian and Chinese, with invented names."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line of FILE.tsv: the names that stand in the text, as they stand there, separated by commas; a tab; the"
                    + " text. No name means that there is none."
        })
final class EvaluateNamesCommand implements Callable<Integer> {
    private static final List<String> OWN = List.of("en", "ru", "zh");

    @Option(
            names = "--data",
            split = ",",
            paramLabel = "FILE.tsv",
            description = "Texts in which you know the names; one file or more, separated by commas.")
    private List<Path> data = List.of();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "FILE.tsv",
            description = "Texts whose labels are something else and that are taken to hold no name; one file or more.")
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
        try {
            var named = new ArrayList<LabelledTexts>();
            if (data.isEmpty() && without.isEmpty())
                for (var language : OWN) named.add(LabelledTexts.ownWithNames(language));
            for (var file : data) named.add(LabelledTexts.readAsWritten(file));
            for (var file : without) named.add(LabelledTexts.read(file).withoutLabels());
            format.print(
                    NamesResult.of(new Redactor(), named), spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (UnusableTextsException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
