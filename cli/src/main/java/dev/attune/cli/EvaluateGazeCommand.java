package dev.attune.cli;

import dev.attune.evaluation.gaze.GazeTest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `attune evaluate gaze`.
@Command(
        name = "gaze",
        description = {
            "Head pose, gaze, screen calibration, blinks and pupils of synthetic people the gaze model was not trained on,"
                    + " against what they were told to do.",
            "Says nothing about real eyes."
        },
        mixinStandardHelpOptions = true)
final class EvaluateGazeCommand implements Callable<Integer> {
    @Mixin
    private RigOption rig = new RigOption();

    @Option(names = "--people", paramLabel = "N", description = "Synthetic identities of the gaze table (default: 12).")
    private int people = 12;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of each of them (default: 22).")
    private int frames = 22;

    @Option(
            names = "--films",
            paramLabel = "N",
            description = "People who look at screen places, and blink (default: 3); 0 leaves both out.")
    private int films = 3;

    @Option(
            names = "--pupils",
            paramLabel = "N",
            description = "People of each of six colours of the iris (default: 4); 0 leaves the pupils out.")
    private int pupils = 4;

    @Mixin
    private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        topic.require(
                people >= 0 && frames >= 1 && films >= 0 && pupils >= 0,
                "--people, --films and --pupils must not be negative and --frames at least 1, got %d, %d, %d and %d"
                        .formatted(people, films, pupils, frames));
        return topic.print((models, seed, progress) ->
                new GazeTest(models, seed, progress).run(rig.load(), people, frames, films, pupils));
    }
}
