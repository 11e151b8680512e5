package dev.attune.cli;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.gaze.GazeTest;
import dev.attune.evaluation.gaze.PortraitTest;
import dev.attune.face.FaceModels;
import dev.attune.media.MediaException;
import dev.attune.signals.Modality;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `attune evaluate gaze`.
@Command(
        name = "gaze",
        description = {
            "Head pose, gaze, screen calibration, blinks and pupils of synthetic people the gaze model was not trained on,"
                    + " against what they were told to do.",
            "Says nothing about real eyes; with --data it prints what is read of them, right or wrong."
        },
        mixinStandardHelpOptions = true)
final class EvaluateGazeCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--rig",
                required = true,
                paramLabel = "DIR",
                description = "The head rig of the synthetic person: docs/actor.md.")
        private @Nullable Path rig;

        @Option(
                names = "--data",
                required = true,
                paramLabel = "INDEX.csv",
                description =
                        "Pictures of people, in the column 'file', relative to the index: prints what is read of gaze, head"
                                + " and pupils, and why a pupil is not told. Nothing else is known of them.")
        private @Nullable Path data;
    }

    @Option(names = "--people", paramLabel = "N", description = "Synthetic identities of the gaze table (default: 12).")
    private int people = 12;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of each of them (default: 22).")
    private int frames = 22;

    @Option(
            names = "--films",
            paramLabel = "N",
            description = "People who look at screen places (default: 3); 0 leaves them out.")
    private int films = 3;

    @Option(
            names = "--blinks",
            paramLabel = "N",
            description = "People who blink, blink by half, glance down and shut their eyes, 62 s each in five"
                    + " conditions (default: 3); 0 leaves them out.")
    private int blinks = 3;

    @Option(
            names = "--pupils",
            paramLabel = "N",
            description = "People of each of six colours of the iris (default: 4); 0 leaves the pupils out.")
    private int pupils = 4;

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        topic.require(
                people >= 0 && frames >= 1 && films >= 0 && blinks >= 0 && pupils >= 0,
                "--people, --films, --blinks and --pupils must not be negative and --frames at least 1, got %d, %d, %d, %d and %d"
                        .formatted(people, films, blinks, pupils, frames));
        var data = source.data;
        if (data != null) use.overMany(Modality.FACE);
        return topic.print((models, seed, progress) -> data != null
                ? portraits(models, data)
                : new GazeTest(models, seed, progress)
                        .run(
                                RigOption.load(Objects.requireNonNull(source.rig)),
                                people,
                                frames,
                                films,
                                blinks,
                                pupils));
    }

    private static EvaluationResult portraits(FaceModels models, Path index) throws MediaException, CommandFailure {
        var test = new PortraitTest(models);
        new Pictures(index, 1, Integer.MAX_VALUE).each((name, picture) -> test.take(picture));
        return test.result();
    }
}
