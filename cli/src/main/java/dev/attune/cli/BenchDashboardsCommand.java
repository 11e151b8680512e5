package dev.attune.cli;

import dev.attune.evaluation.Machine;
import java.io.IOException;
import java.util.ArrayList;
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
            "A million cells take about 0.9 GB of disk; the folder is removed afterwards.",
            "With --cases, also made-up cases and good words, all of other people, and how long counting them takes."
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

    /// What is counted row by row, because nobody but the person's key can say what a case is about.
    private static final List<String> SEALED = List.of(
            "/v1/dashboards/funnel?days=90",
            "/v1/dashboards/funnel?days=90&product=p-7",
            "/v1/dashboards/funnel?days=90&topic=price",
            "/v1/dashboards/funnel?days=7&topic=price",
            "/v1/love");

    @Option(names = "--cells", paramLabel = "N", description = "How many (default: 1000000, at most 100000000).")
    private long cells = 1_000_000;

    @Option(names = "--cases", paramLabel = "N", description = "How many (default: 0, at most 1000000).")
    private int cases;

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
        if (cases < 0 || cases > 1_000_000)
            throw new ParameterException(spec.commandLine(), "--cases must be in 0..1000000, got " + cases);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        long start = System.nanoTime();
        var options = new ArrayList<>(List.of("--attune.seed.cells=" + cells));
        if (cases > 0) options.add("--attune.seed.cases=" + cases);
        try (var server = OwnServer.start(options)) {
            out.printf(
                    Locale.ROOT,
                    "About %,d cells made and a server started in %.0f s; %d calls of each question%n",
                    cells,
                    (System.nanoTime() - start) / 1e9,
                    calls);
            double slowest = 0;
            for (var question : QUESTIONS) slowest = Math.max(slowest, median(server, "/v1/dashboards?" + question));
            out.printf(Locale.ROOT, "Slowest median: %.0f ms (goal: under 300 ms at ten million cells)%n", slowest);
            if (cases > 0) for (var path : SEALED) median(server, path);
        }
        return ExitCode.OK;
    }

    /// Of so many calls, which are told.
    private double median(OwnServer server, String path) throws IOException, InterruptedException {
        var millis = new double[calls];
        double first = 0;
        for (int n = 0; n < calls; n++) {
            long begin = System.nanoTime();
            server.ask(path, null, null);
            millis[n] = (System.nanoTime() - begin) / 1e6;
            if (n == 0) first = millis[n];
        }
        Arrays.sort(millis);
        spec.commandLine().getOut().printf(Locale.ROOT, "%-75s first %.0f ms, %s%n", path, first, Delays.of(millis));
        return Delays.at(millis, 0.5);
    }
}
