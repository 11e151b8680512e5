package dev.attune.cli;

import dev.attune.actor.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The `--rig` of every topic that plays the synthetic person; a mixin.
final class RigOption {
    @Option(
            names = "--rig",
            required = true,
            paramLabel = "DIR",
            description = "The head rig of the synthetic person: docs/actor.md.")
    private Path folder = Path.of("");

    Rig load() throws IOException, CommandFailure {
        return load(folder);
    }

    static Rig load(Path folder) throws IOException, CommandFailure {
        if (!Files.isRegularFile(folder.resolve("base.obj")))
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "%s holds no head rig: base.obj is missing. Maybe name the folder it is in.".formatted(folder));
        return Rig.load(folder);
    }
}
