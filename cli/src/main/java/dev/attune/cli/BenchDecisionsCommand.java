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
            "Measures rank and update of every learner with 32 features and 12 actions, from the request to the log record"
                    + " and from the reward to the next beliefs; and how long a log takes to judge.",
            "Run it on a machine that does nothing else; the load average is printed."
        },
        mixinStandardHelpOptions = true)
final class BenchDecisionsCommand implements Callable<Integer> {
    @Option(names = "--decisions", paramLabel = "N", description = "Per learner, after a warm-up (default: 50000).")
    private int decisions = 50_000;

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
        var bench = new DecisionBench(seed);
        var table = new MarkdownTable(
                "%d features, %d actions".formatted(DecisionBench.FEATURES, DecisionBench.ACTIONS),
                "rank",
                "update",
                "together",
                "goal");
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
                    "under 60 µs");
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

    private static String micros(Duration duration) {
        return String.format(Locale.ROOT, "%.1f µs", duration.toNanos() / 1e3);
    }
}
