package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Asks a server of its own, over made-up cells, what the dynamics page asks.
@Command(
        name = "dashboards",
        description = {
            "Starts a server on an empty data folder, fills it with made-up cells of 90 days (products, channels, segments,"
                    + " topics, alone and in twos and threes), asks over HTTP what the dynamics page asks, and prints how long"
                    + " each answer took.",
            "A million cells take about 0.9 GB of disk; the folder is removed afterwards."
        },
        mixinStandardHelpOptions = true)
final class BenchDashboardsCommand implements Callable<Integer> {
    private static final List<String> QUESTIONS = List.of(
            "days=90&by=product",
            "days=90&by=channel",
            "days=90&by=product&filter=channel:c-2",
            "days=90&by=product&filter=topic:t-3",
            "days=90&by=channel&filter=product:p-2",
            "days=90&by=product&filter=channel:c-2&filter=topic:t-3",
            "days=90&by=product&filter=segment:s-1&filter=topic:t-3",
            "days=90&by=topic&filter=product:p-1&filter=segment:s-1",
            "days=30&by=product",
            "days=30&by=product&filter=topic:t-3",
            "days=30&by=product&filter=channel:c-2&filter=topic:t-3",
            "days=7&by=product");

    @Option(names = "--cells", paramLabel = "N", description = "How many (default: 1000000, at most 100000000).")
    private long cells = 1_000_000;

    @Option(names = "--calls", paramLabel = "N", description = "Of each question (default: 20, at most 1000).")
    private int calls = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        if (cells < 1 || cells > 100_000_000)
            throw new ParameterException(spec.commandLine(), "--cells must be in 1..100000000, got " + cells);
        if (calls < 2 || calls > 1_000)
            throw new ParameterException(spec.commandLine(), "--calls must be in 2..1000, got " + calls);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        long start = System.nanoTime();
        try (var server = OwnServer.start(List.of("--attune.seed.cells=" + cells))) {
            out.printf(
                    Locale.ROOT,
                    "About %,d cells made and a server started in %.0f s; %d calls of each question%n",
                    cells,
                    (System.nanoTime() - start) / 1e9,
                    calls);
            double slowest = 0;
            for (var question : QUESTIONS) {
                var millis = new double[calls];
                double first = 0;
                for (int n = 0; n < calls; n++) {
                    long begin = System.nanoTime();
                    server.ask("/v1/dashboards?" + question, null, null);
                    millis[n] = (System.nanoTime() - begin) / 1e6;
                    if (n == 0) first = millis[n];
                }
                Arrays.sort(millis);
                slowest = Math.max(slowest, Delays.at(millis, 0.5));
                out.printf(Locale.ROOT, "%-60s first %.0f ms, %s%n", question, first, Delays.of(millis));
            }
            out.printf(Locale.ROOT, "Slowest median: %.0f ms (goal: under 300 ms at ten million cells)%n", slowest);
        }
        return ExitCode.OK;
    }
}
