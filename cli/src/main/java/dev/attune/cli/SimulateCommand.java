package dev.attune.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Worlds whose truth is known. Does nothing itself but name them.
@Command(
        name = "simulate",
        description = {
            "Lets policies serve a made-up world whose truth is known, and compares them.",
            "What it prints is a simulation: it shows that the code learns, not what your customers would do."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WORLD",
        subcommands = {SimulateShopCommand.class, SimulateWarningCommand.class},
        footer = {"", "What is simulated, and what the figures mean: docs/learning.md, docs/warning.md"})
final class SimulateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Simulate what? Maybe: attune simulate shop");
    }
}
