package dev.attune.cli;

import dev.attune.decisions.learning.Explorer;
import dev.attune.evaluation.DecisionBench;
import dev.attune.evaluation.Machine;
import dev.attune.evaluation.MarkdownTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How fast decisions are taken, learned from and judged, on one thread.
@Command(
        name = "decisions",
        description = {
            "Measures rank and update of every learner, from the request to the log record"
                    + " and from the reward to the next beliefs; and how long a log takes to judge.",
            "Times are processor time of the one thread, so that other work counts little; the load average is printed."
        },
        mixinStandardHelpOptions = true)
final class BenchDecisionsCommand implements Callable<Integer> {
    @Option(names = "--decisions", paramLabel = "N", description = "Per learner, after a warm-up (default: 50000).")
    private int decisions = 50_000;

    @Option(names = "--features", paramLabel = "N", description = "The constant among them (default: 32).")
    private int features = 32;

    @Option(names = "--actions", paramLabel = "N", description = "To choose from (default: 12).")
    private int actions = 12;

    @Option(names = "--rows", paramLabel = "N", description = "Of the log to judge (default: 100000).")
    private int rows = 100_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (default: 1).")
    private long seed = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (decisions < 1 || rows < 1_000)
            throw new ParameterException(
                    spec.commandLine(),
                    "--decisions must be at least 1 and --rows at least 1000, got %d and %d"
                            .formatted(decisions, rows));
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        var bench = bench();
        var table = new MarkdownTable(
                "%d features, %d actions".formatted(features, actions), "rank", "update", "together", "goal");
        for (var explorer : List.of(
                new Explorer.EpsilonGreedy(0.05),
                new Explorer.LinUcb(0.3),
                new Explorer.SquareCb(10),
                new Explorer.Thompson(0.3))) {
            var speed = bench.decide(explorer, decisions);
            table.row(
                    explorer.id(),
                    micros(speed.rank()),
                    micros(speed.update()),
                    micros(speed.together()),
                    features == 32 && actions == 12 ? "under 60 µs" : "");
        }
        out.println(table);
        out.printf(
                Locale.ROOT,
                "%d log records judged, 6 estimators, 2000 bootstrap draws: %.1f s%n",
                rows,
                bench.judge(rows).toMillis() / 1e3);
        out.flush();
        return ExitCode.OK;
    }

    private DecisionBench bench() {
        try {
            return new DecisionBench(features, actions, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static String micros(Duration duration) {
        return String.format(Locale.ROOT, "%.1f µs", duration.toNanos() / 1e3);
    }
}
