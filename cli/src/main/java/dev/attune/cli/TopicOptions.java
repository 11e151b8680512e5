package dev.attune.cli;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.face.FaceModels;
import dev.attune.media.MediaException;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the topics of [EvaluateCommand] that draw at random have in common: `--seed`, `--markdown`,
/// the networks, progress on standard error and the result on standard output. A mixin.
final class TopicOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (default: 1).")
    private long seed = 1;

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// What is measured. An [IllegalArgumentException] is an option out of its range.
    @FunctionalInterface
    interface Measurement {
        /// @param progress told in words what is being done
        EvaluationResult measure(FaceModels models, long seed, Consumer<String> progress)
                throws IOException, MediaException, CommandFailure, InterruptedException;
    }

    int print(Measurement measurement) throws CommandFailure, InterruptedException {
        require(seed >= 1, "--seed must be at least 1, got " + seed);
        var err = spec.commandLine().getErr();
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var result = measurement.measure(models, seed, said -> {
                err.println(said);
                err.flush();
            });
            format.print(result, spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (MediaException e) {
            throw new CommandFailure(ExitCode.of(e.kind()), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }

    void require(boolean condition, String otherwise) {
        if (!condition) throw new ParameterException(spec.commandLine(), otherwise);
    }
}
