package dev.attune.training;

import dev.attune.evaluation.declared.ProhibitedUseException;
import dev.attune.training.actionunits.ActionUnitsCommand;
import dev.attune.training.actionunits.NoseWrinklesCommand;
import dev.attune.training.expressions.ExpressionsCommand;
import dev.attune.training.fusion.FusionCommand;
import dev.attune.training.gaze.GazeCommand;
import dev.attune.training.text.TextCommand;
import dev.attune.training.voice.VoiceCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The entry point of the child process behind `attune train`. Does nothing itself but name the topics.
///
/// Exit codes are those of `attune`: 0 done, 1 a fault, 2 wrong use, 9 the data cannot be used, 13 the
/// declared purpose is not permitted in the declared place, 130 interrupted.
@Command(
        name = "attune train",
        description = "Trains a network on labelled data of your own, with PyTorch on the processor.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "TOPIC",
        subcommands = {
            ExpressionsCommand.class,
            ActionUnitsCommand.class,
            NoseWrinklesCommand.class,
            GazeCommand.class,
            TextCommand.class,
            VoiceCommand.class,
            FusionCommand.class
        })
public final class Training implements Runnable {
    public static final int OK = 0;
    public static final int FAULT = 1;
    public static final int USAGE = 2;
    public static final int UNUSABLE_DATA = 9;
    public static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // the sentences are English, so are their numbers
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Training())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Training::wrongUse)
                .setExecutionExceptionHandler(Training::failed);
    }

    /// `attune train` alone is a question for help.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Train what? See: attune train --help");
    }

    private static int wrongUse(ParameterException wrong, String[] arguments) {
        wrong.getCommandLine().getErr().println("attune: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(
                wrong, wrong.getCommandLine().getErr());
        return USAGE;
    }

    private static int failed(Exception cause, CommandLine command, CommandLine.ParseResult arguments) {
        if (cause instanceof UnusableData || cause instanceof IOException) {
            command.getErr().println("attune: " + cause.getMessage());
            return UNUSABLE_DATA;
        }
        if (cause instanceof ProhibitedUseException) {
            command.getErr().println("attune: " + cause.getMessage());
            return ProhibitedUseException.EXIT_CODE;
        }
        cause.printStackTrace(command.getErr());
        command.getErr().println("attune: this is a fault in Attune. Maybe report it with the lines above.");
        return FAULT;
    }
}
