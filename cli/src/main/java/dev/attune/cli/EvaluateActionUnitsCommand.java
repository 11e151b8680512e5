package dev.attune.cli;

import dev.attune.evaluation.actionunits.ActionUnitTest;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.expressions.UnusableIndexException;
import dev.attune.signals.Modality;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `attune evaluate action-units`.
@Command(
        name = "action-units",
        description = {
            "Action units of synthetic people that nothing was fitted on, against what their muscles were told to do:"
                    + " intensity, presence, sides, heads turned, spread between people, drift, mixed expressions.",
            "With --data also labelled pictures of real people: whether an expected unit reads higher than on neutral"
                    + " faces. Nothing is compared with a FACS coder."
        },
        mixinStandardHelpOptions = true)
final class EvaluateActionUnitsCommand implements Callable<Integer> {
    @Mixin
    private RigOption rig = new RigOption();

    @Option(names = "--people", paramLabel = "N", description = "Synthetic people, at least 2 (default: 24).")
    private int people = 24;

    @Option(names = "--data", paramLabel = "INDEX.csv", description = "Labelled pictures: columns file,label.")
    private @Nullable Path data;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "People rendered side by side (default: one per core). Changes no figure.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        topic.require(people >= 2, "--people must be at least 2, got " + people);
        topic.require(threads >= 1, "--threads must be at least 1, got " + threads);
        if (data != null) use.overMany(Modality.FACE);
        return topic.print((models, seed, progress) -> {
            try {
                return new ActionUnitTest(models, seed, threads, progress)
                        .run(rig.load(), people, data == null ? null : LabelledIndex.read(data, null));
            } catch (UnusableIndexException e) {
                throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
            }
        });
    }
}
