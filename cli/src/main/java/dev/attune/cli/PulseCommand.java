package dev.attune.cli;

import dev.attune.actor.Rig;
import dev.attune.evaluation.pulse.PulseEvaluation;
import dev.attune.face.FaceModels;
import dev.attune.media.MediaException;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Puts pulses of known rate into skin and counts what is read of them.
@Command(
        name = "pulse",
        description = {
            "Puts pulses of known rate into simulated skin, into the skin of the synthetic person and, with --clip, into a"
                    + " recording; and things that are no pulse: flicker, nodding, nothing at all.",
            "Synthetic: accuracy on real skin is not measured. Not a medical device."
        },
        mixinStandardHelpOptions = true)
final class PulseCommand implements Callable<Integer> {
    @Option(
            names = "--rig",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the head rig: docs/actor.md.")
    private Path rig = Path.of("");

    @Option(names = "--clip", paramLabel = "FILE", description = "A recording of one face to put pulses into.")
    private @Nullable Path clip;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (default: 1).")
    private long seed = 1;

    @Option(names = "--runs", paramLabel = "N", description = "Simulated runs of 40 s per condition (default: 20).")
    private int runs = 20;

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        if (runs < 1) throw new ParameterException(spec.commandLine(), "--runs must be at least 1, got " + runs);
        var err = spec.commandLine().getErr();
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var evaluation = new PulseEvaluation(runs, seed, Optional.ofNullable(clip));
            var report = evaluation.run(Rig.load(rig), models, said -> {
                err.println(said);
                err.flush();
            });
            format.print(report, spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (MediaException e) {
            throw new CommandFailure(ExitCode.of(e.kind()), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
