package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.pulse.PulseEvaluation;
import dev.attune.signals.Modality;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Mixin
    private RigOption rig = new RigOption();

    @Option(names = "--clip", paramLabel = "FILE", description = "A recording of one face to put pulses into.")
    private @Nullable Path clip;

    @Option(names = "--runs", paramLabel = "N", description = "Simulated runs of 40 s per condition (default: 20).")
    private int runs = 20;

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        topic.require(runs >= 1, "--runs must be at least 1, got " + runs);
        if (clip != null) {
            use.overMany(Modality.FACE, Modality.PHYSIOLOGY);
        }
        return topic.print((models, seed, progress) ->
                new PulseEvaluation(runs, seed, Optional.ofNullable(clip)).run(rig.load(), models, progress));
    }
}
