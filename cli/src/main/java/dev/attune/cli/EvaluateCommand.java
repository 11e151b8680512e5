package dev.attune.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures how well Attune reads. Does nothing itself but name the topics, each a command of its own.
///
/// Every topic prints one JSON object on standard output, or with `--markdown` the same as a table, as in
/// `docs/benchmarks/` ([ResultFormat]); progress goes to standard error.
@Command(
        name = "evaluate",
        description = {
            "Measures how well Attune reads, topic by topic, against labels that you bring or against the synthetic"
                    + " person, whose every muscle is known.",
            "Each topic prints one JSON object; --markdown prints the same as a table. Figures hold for the data they"
                    + " were measured on."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "TOPIC",
        subcommands = {
            ExpressionsCommand.class,
            EvaluateActionUnitsCommand.class,
            EvaluateGazeCommand.class,
            MicroExpressionsCommand.class,
            PulseCommand.class,
            EvaluateRobustnessCommand.class,
            EvaluateTextCommand.class,
            EvaluateRequestsCommand.class,
            EvaluateNamesCommand.class,
            EvaluateCustomersCommand.class,
            EvaluateVoiceCommand.class,
            EvaluateFusionCommand.class,
            EvaluateDecisionsCommand.class,
            EvaluateExperimentCommand.class
        },
        footer = {"", "What was measured so far, and with which commands: docs/benchmarks.md"})
final class EvaluateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var topics = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "Evaluate what? Maybe one of: " + topics);
    }
}
