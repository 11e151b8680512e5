package dev.attune.cli;

import dev.attune.evaluation.fusion.FusionEvaluation;
import dev.attune.evaluation.fusion.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune evaluate fusion`.
@Command(
        name = "fusion",
        description = {
            "The one stream of face, voice and words against each modality alone and a plain average, on generated sessions"
                    + " whose truth is known: delays, losses, contradictions, noise, missing sensors, people who return.",
            "The errors of the modalities are the measured ones; what people do is assumed. Says nothing about real customers."
        },
        mixinStandardHelpOptions = true)
final class EvaluateFusionCommand implements Callable<Integer> {
    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "steady, delayed, dropped, out-of-order, too-late, noisy, come-and-go, no-face, no-voice, no-words,"
                            + " masked, first-visit, returning or all (default: all).")
    private String scenario = "all";

    @Option(names = "--sessions", paramLabel = "N", description = "Of each scenario (default: 40).")
    private int sessions = FusionEvaluation.DEFAULT_SESSIONS;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each session, at least 30 (default: 180).")
    private double seconds = FusionEvaluation.DEFAULT_SECONDS;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (default: 1).")
    private long seed = 1;

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try {
            var evaluation = new FusionEvaluation(Scenario.named(scenario), seed, sessions, seconds);
            format.print(
                    evaluation.run(said -> {
                        err.println(said);
                        err.flush();
                    }),
                    spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
