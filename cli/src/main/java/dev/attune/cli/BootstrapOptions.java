package dev.attune.cli;

import dev.attune.evaluation.statistics.Bootstrap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How intervals are drawn; a mixin.
final class BootstrapOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (default: 1).")
    private long seed = 1;

    @Option(names = "--draws", paramLabel = "N", description = "Bootstrap draws per interval (default: 2000).")
    private int draws = Bootstrap.DEFAULT_DRAWS;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    long seed() {
        return seed;
    }

    Bootstrap bootstrap() {
        try {
            return new Bootstrap(seed, draws);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--draws: " + e.getMessage(), e);
        }
    }
}
