package dev.attune.training.voice;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.voice.UnusableVoicesException;
import dev.attune.evaluation.voice.VoiceIndex;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.training.Torch;
import dev.attune.training.Training;
import dev.attune.training.UnusableData;
import dev.attune.voice.VoiceModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train voice`: hears labelled clips, clean and degraded, compares learners, writes the best.
@Command(
        name = "voice",
        description = {
            "Learns what a tone is consistent with from labelled clips: arousal, anger against neutral, tones, valence.",
            "Writes voice-attune.onnx and figures.md; the features stay in features.tsv, so that a second run is short.",
            "Put the weights into models/src/main/weights and complete models/src/main/cards/voice-attune.json."
        },
        mixinStandardHelpOptions = true)
public final class VoiceCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder of clips with an index.tsv: columns file, corpus, speaker, emotion.")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the weights are written.")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Of noise and damage (default: 1).")
    private long seed = 1;

    @Option(names = "--folds", paramLabel = "N", description = "Of speakers (default: 5).")
    private int folds = 5;

    @Option(
            names = "--learner",
            paramLabel = "NAME",
            description =
                    "Fit this one without comparing: linear, rbf, rbf-4 or boosting; or log-mel, which is compared"
                            + " only and writes no weights.")
    private @Nullable String learner;

    @Option(
            names = "--network-epochs",
            paramLabel = "N",
            description = "Compare a network on log-mel pictures too, fitted for so many passes (default: 0, none).")
    private int epochs;

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, UnusableData {
        if (folds < 2) throw new ParameterException(spec.commandLine(), "--folds must be at least 2, got " + folds);
        boolean networkAlone = MelLearner.NAME.equals(learner);
        var learners = VoiceTraining.LEARNERS.stream()
                .filter(candidate -> learner == null || candidate.name().equals(learner))
                .toList();
        if (networkAlone && epochs == 0)
            throw new ParameterException(
                    spec.commandLine(), "--learner %s needs --network-epochs N.".formatted(learner));
        if (learners.isEmpty() && !networkAlone)
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no learner '%s'. Maybe one of: %s"
                            .formatted(
                                    learner,
                                    VoiceTraining.LEARNERS.stream()
                                            .map(FeatureLearner::name)
                                            .collect(Collectors.joining(", "))));
        if (epochs < 0 || epochs > 0 && !Torch.isAvailable())
            throw new ParameterException(
                    spec.commandLine(),
                    "--network-epochs %d: PyTorch exists for Linux, Windows and Apple silicon.".formatted(epochs));
        use.overMany(Modality.VOICE);
        var err = spec.commandLine().getErr();
        Files.createDirectories(out);
        try (var models = VoiceModels.open(ModelStore.bundled())) {
            var index = VoiceIndex.read(data.resolve("index.tsv"));
            var examples = SpokenExamples.of(index, out.resolve("features.tsv"), models, seed, err::println);
            var beside = epochs == 0
                    ? List.<Learner>of()
                    : List.<Learner>of(MelLearner.over(index, examples, epochs, seed, err::println));
            var training = new VoiceTraining(examples, learners, beside, folds, err::println);
            if (networkAlone) {
                var table = training.besides();
                Files.writeString(out.resolve("figures.md"), table);
                spec.commandLine().getOut().println(table);
                return Training.OK;
            }
            var result = training.run();
            Files.write(out.resolve("voice-attune.onnx"), result.onnx());
            Files.writeString(out.resolve("figures.md"), result.table());
            spec.commandLine()
                    .getOut()
                    .println(result.table()
                            + "\nbest: %s; wrote %s, %d kB"
                                    .formatted(
                                            result.learner().name(),
                                            out.resolve("voice-attune.onnx"),
                                            result.onnx().length / 1000));
            return Training.OK;
        } catch (UnusableVoicesException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
    }
}
