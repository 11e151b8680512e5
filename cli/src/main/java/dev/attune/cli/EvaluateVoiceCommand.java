package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.voice.SoundCondition;
import dev.attune.evaluation.voice.UnusableVoicesException;
import dev.attune.evaluation.voice.VoiceEvaluation;
import dev.attune.evaluation.voice.VoiceIndex;
import dev.attune.evaluation.voice.VoiceResult;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.voice.VoiceModels;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Hears labelled clips and tells how often the label was heard.
@Command(
        name = "voice",
        description = {
            "Hears labelled clips and compares: unweighted average recall of tones, of high against low arousal, and of"
                    + " anger against neutral, each with a 95 %% interval that draws speakers.",
            "Acted speech; speakers that the weights were trained on say nothing of others."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "INDEX.tsv has the columns file, corpus, speaker, emotion; files are named relative to it. Emotions, in any",
            "case: neutral, calm, happiness, sadness, anger, fear, disgust, surprise, boredom. A clip in which nobody is",
            "heard to speak, or that cannot be read, is an error of its label."
        })
final class EvaluateVoiceCommand implements Callable<Integer> {
    private static final int CLIPS_PER_LINE = 100; // of progress

    @Option(names = "--data", required = true, paramLabel = "INDEX.tsv", description = "The list of labelled clips.")
    private Path data = Path.of("");

    @Option(
            names = "--condition",
            paramLabel = "NAME",
            description =
                    "What happens to the clips before: clean (nothing), noise10db (pink noise at 10 dB) or telephone"
                            + " (G.711 µ-law at 8 kHz) (default: clean).")
    private SoundCondition condition = SoundCondition.CLEAN;

    @Mixin
    private BootstrapOptions drawn = new BootstrapOptions();

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        use.overMany(Modality.VOICE);
        var err = spec.commandLine().getErr();
        try (var models = VoiceModels.open(ModelStore.bundled())) {
            var index = VoiceIndex.read(data);
            var result = VoiceResult.of(
                    new VoiceEvaluation(models, condition, drawn.seed()), index, drawn.bootstrap(), done -> {
                        if (done % CLIPS_PER_LINE == 0 || done == index.clips().size())
                            err.printf("%d of %d clips%n", done, index.clips().size());
                    });
            format.print(result, spec.commandLine().getOut());
            if (result.unreadable() == 0) return ExitCode.OK;
            err.printf(
                    "attune: %d of %d clips could not be read; they count as errors%n",
                    result.unreadable(), result.clips());
            return result.unreadable() == result.clips() ? ExitCode.CANNOT_READ : ExitCode.OK;
        } catch (UnusableVoicesException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }
}
