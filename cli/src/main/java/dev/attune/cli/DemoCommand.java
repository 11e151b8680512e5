package dev.attune.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Starts the server with the demo shop and prints where to look.
@Command(
        name = "demo",
        description = {
            "Starts the server with the demo shop and prints the address and a one-time sign-in link.",
            "No webcam needed: the live page also plays clips of a synthetic person."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return options.run(spec, "--demo");
    }
}
