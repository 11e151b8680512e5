package dev.attune.cli;

import dev.attune.decisions.offline.OfflineEvaluation;
import dev.attune.evaluation.decisions.DecisionEvaluation;
import dev.attune.evaluation.decisions.UnusableLogException;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Judges policies on a decision log.
@Command(
        name = "decisions",
        description = {
            "Estimates what other policies would have earned, from a log of decisions with their probabilities: IPS, SNIPS,"
                    + " DM, DR, SNDR, Switch-DR, intervals over people.",
            "Where the log does not support an answer there is none, with the reason. The format: docs/learning.md"
        },
        mixinStandardHelpOptions = true)
final class EvaluateDecisionsCommand implements Callable<Integer> {
    @Option(names = "--log", required = true, paramLabel = "FILE.jsonl", description = "The decision log.")
    private Path log = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Of the bootstrap (default: 1).")
    private long seed = 1;

    @Option(names = "--draws", paramLabel = "N", description = "Bootstrap draws (default: 2000).")
    private int draws = 2_000;

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        use.overMany(Modality.BEHAVIOUR); // what people were shown and did
        try {
            var result = DecisionEvaluation.of(log, settings());
            format.print(result, spec.commandLine().getOut());
            return result.answered() ? ExitCode.OK : ExitCode.SOME_FAILED;
        } catch (UnusableLogException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "%s cannot be read: %s. Maybe check its name.".formatted(log, e.getMessage()));
        }
    }

    private OfflineEvaluation settings() {
        var standard = OfflineEvaluation.STANDARD;
        try {
            return new OfflineEvaluation(standard.folds(), standard.mostWeight(), standard.switchAt(), draws, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--draws: " + e.getMessage(), e);
        }
    }
}
