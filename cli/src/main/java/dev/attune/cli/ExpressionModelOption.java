package dev.attune.cli;

import dev.attune.face.FaceModels;
import dev.attune.models.ModelException;
import dev.attune.models.ModelStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The `--expression-model` of commands that read faces; a mixin.
final class ExpressionModelOption {
    @Option(
            names = "--expression-model",
            paramLabel = "FILE.onnx",
            description = "An expression network of your own, as attune train expressions writes it, in place of"
                    + " expression-attune. You answer for what it was trained on.")
    private @Nullable Path file;

    ModelStore open() throws CommandFailure {
        try {
            return FaceModels.store(file);
        } catch (ModelException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
