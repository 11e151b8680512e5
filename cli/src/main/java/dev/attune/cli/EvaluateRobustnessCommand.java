package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.robustness.Still;
import dev.attune.evaluation.robustness.StressTest;
import dev.attune.media.MediaException;
import dev.attune.signals.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `attune evaluate robustness`.
@Command(
        name = "robustness",
        description = {
            "Makes pictures worse in known ways (turned, dark, blurred, covered, small...) and measures what is still"
                    + " found, how wrong it is, and whether confidence says so.",
            "With --stills, errors are changes against the untouched picture, because nothing else is known of it."
        },
        mixinStandardHelpOptions = true)
final class EvaluateRobustnessCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--rig",
                required = true,
                paramLabel = "DIR",
                description = "The head rig of the synthetic person.")
        private @Nullable Path rig;

        @Option(
                names = "--stills",
                required = true,
                paramLabel = "INDEX.csv",
                description = "Pictures of one face each, in the column 'file', relative to the index.")
        private @Nullable Path stills;
    }

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "Synthetic identities, each with four expressions (default: 4).")
    private int people = 4;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many stills (default: 200).")
    private int limit = 200;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Every N-th still of the list, from its first line on (default: 1, all).")
    private int every = 1;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "CONDITION",
            description = "Only these conditions beside the untouched picture, such as 'sunglasses,yaw', or 'covers'"
                    + " for all that hide a part of the face, or 'encounters' for people who meet: 25 times three of the"
                    + " stills (file names that differ only in a number at the end show one person), else synthetic.")
    private List<String> only = List.of();

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        topic.require(people >= 1, "--people must be at least 1, got " + people);
        topic.require(limit >= 1, "--limit must be at least 1, got " + limit);
        topic.require(every >= 1, "--every must be at least 1, got " + every);
        for (var name : only)
            topic.require(
                    StressTest.conditions().contains(name),
                    "--only: '%s' is no condition. Maybe one of %s."
                            .formatted(name, String.join(", ", StressTest.conditions())));
        var stills = source.stills;
        if (stills != null) use.overMany(Modality.FACE);
        return topic.print((models, seed, progress) -> {
            var test = new StressTest(models, seed, Set.copyOf(only), progress);
            return stills != null
                    ? test.stills(pictures(stills))
                    : test.synthetic(RigOption.load(Objects.requireNonNull(source.rig)), people);
        });
    }

    private List<Still> pictures(Path index) throws MediaException, CommandFailure {
        var pictures = new ArrayList<Still>();
        new Pictures(index, every, limit).each((name, frame) -> pictures.add(new Still(name, frame)));
        return pictures;
    }
}
