package dev.attune.cli;

import dev.attune.actor.Rig;
import dev.attune.evaluation.gaze.GazeTest;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune evaluate gaze`.
@Command(
        name = "gaze",
        description = {
            "Head pose, gaze, screen calibration and blinks of synthetic people the gaze model was not trained on,"
                    + " against what they were told to do.",
            "Says nothing about real eyes."
        },
        mixinStandardHelpOptions = true)
final class EvaluateGazeCommand implements Callable<Integer> {
    @Option(names = "--rig", required = true, paramLabel = "DIR", description = "The head rig of the synthetic person.")
    private Path rig = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Of people, light and intervals (default: 1).")
    private long seed = 1;

    @Option(names = "--people", paramLabel = "N", description = "Synthetic identities of the gaze table (default: 12).")
    private int people = 12;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of each of them (default: 22).")
    private int frames = 22;

    @Option(
            names = "--films",
            paramLabel = "N",
            description = "People who look at screen places, and blink (default: 3); 0 leaves both out.")
    private int films = 3;

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        if (seed < 1) throw new ParameterException(spec.commandLine(), "--seed must be at least 1, got " + seed);
        if (people < 0 || frames < 1 || films < 0)
            throw new ParameterException(
                    spec.commandLine(),
                    "--people and --films must not be negative and --frames at least 1, got %d, %d, %d"
                            .formatted(people, films, frames));
        var err = spec.commandLine().getErr();
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var result = new GazeTest(models, seed, err::println).run(Rig.load(rig), people, frames, films);
            format.print(result, spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
