package dev.attune.cli;

import dev.attune.evaluation.microexpressions.MicroExpressionEvaluation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Films short movements of the synthetic person and counts which are spotted.
@Command(
        name = "micro-expressions",
        description = {
            "Films synthetic people through timelines of short local movements (60 to 480 ms) and counts which are spotted,"
                    + " by frame rate, with sensor noise and through codecs.",
            "Synthetic: how well such movements are found on real faces is not measured. Filming takes about 0.1 s of"
                    + " processor time a frame."
        },
        mixinStandardHelpOptions = true)
final class MicroExpressionsCommand implements Callable<Integer> {
    @Mixin
    private RigOption rig = new RigOption();

    @Option(names = "--people", paramLabel = "N", description = "How many faces (default: 3).")
    private int people = 3;

    @Option(names = "--seconds", paramLabel = "S", description = "Filmed of each, at least 6 (default: 10).")
    private double seconds = 10;

    @Option(
            names = "--frame-rates",
            paramLabel = "HZ",
            split = ",",
            description = "To compare, each 10 to 240 (default: 24,25,30,60,100,120,200). Rates that divide another are"
                    + " taken from its film.")
    private List<Integer> ratesHz = List.of(24, 25, 30, 60, 100, 120, 200);

    @Mixin
    private TopicOptions topic = new TopicOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return topic.print((models, seed, progress) -> evaluation(seed).run(rig.load(), models, progress));
    }

    private MicroExpressionEvaluation evaluation(long seed) {
        try {
            return new MicroExpressionEvaluation(people, seconds, ratesHz, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
