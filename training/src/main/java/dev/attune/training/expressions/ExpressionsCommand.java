package dev.attune.training.expressions;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.signals.Modality;
import dev.attune.training.Interruption;
import dev.attune.training.Training;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train expressions`.
@Command(
        name = "expressions",
        description = {
            "Trains the expression network on labelled pictures.",
            "",
            "--data is a folder with one of:",
            "  index.csv with the columns file,label[,group]",
            "  one folder of pictures per label, such as joy/ and neutral/",
            "  ferplus_train.csv and ferplus_train.u8.gz (FER+ votes)",
            "Labels: neutral, joy, surprise, anger, fear, sadness, disgust, contempt.",
            "Pictures of one person belong into one group; otherwise the figures look better than they are.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class ExpressionsCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The labelled pictures.")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Receives the network, its report and checkpoints.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of split, weights and order (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs = 9;

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "Networks that are averaged (default: ${DEFAULT-VALUE}).")
    private int members = 2;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Channels of the first step (default: ${DEFAULT-VALUE}).")
    private int width = 24;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "For one operation; 1 is fastest on a busy machine (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--resume", description = "Go on with the run in --out.")
    private boolean resume;

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws UnusableData, IOException, InterruptedException {
        require(epochs >= 1, "--epochs must be at least 1, got " + epochs);
        require(members >= 1 && members <= 8, "--members must be in 1..8, got " + members);
        require(width >= 4 && width <= 64, "--width must be in 4..64, got " + width);
        require(threads >= 1, "--threads must be at least 1, got " + threads);
        if (!Files.isDirectory(data))
            throw new UnusableData("%s is no folder. Maybe check the spelling.".formatted(data));
        use.overMany(Modality.FACE);
        var training = new ExpressionTraining(data, out, epochs, members, width, seed, threads, resume);
        var progress = spec.commandLine().getErr();
        try (var interruption = Interruption.listen(progress)) {
            return training.run(progress, interruption::requested) ? Training.OK : Training.INTERRUPTED;
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) throw new ParameterException(spec.commandLine(), otherwise);
    }
}
