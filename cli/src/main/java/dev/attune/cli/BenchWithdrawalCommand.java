package dev.attune.cli;

import dev.attune.evaluation.Machine;
import dev.attune.evaluation.MarkdownTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures on a server of its own how soon a withdrawal and the kill switch work everywhere.
@Command(
        name = "withdrawal",
        description = {
            "Starts a server on an empty data folder. Made-up people agree to everything, are in a live session, write, are"
                    + " ranked, and have a message waiting for another system; then each takes everything back while they go"
                    + " on writing and being ranked. Printed is how long after sending that each table had nothing left"
                    + " of them, and each way in refused.",
            "Then the same for the kill switch. Exit code 14 when something took longer than a second, or came back."
        },
        mixinStandardHelpOptions = true)
final class BenchWithdrawalCommand implements Callable<Integer> {
    private static final double GOAL_MILLIS = 1_000;
    private static final int MOST = 1_000;

    @Option(names = "--people", paramLabel = "N", description = "Who withdraw (default: 50, at most 1000).")
    private int people = 50;

    @Option(
            names = "--switches",
            paramLabel = "N",
            description = "How often the kill switch is thrown (default: 50, at most 1000).")
    private int switches = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        require("--people", people, 1);
        require("--switches", switches, 0);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        try (var server = OwnServer.start(List.of(
                        "--attune.limits.requests-per-second=100000",
                        "--attune.limits.strangers-per-second=100000",
                        "--attune.outbound.allowed-networks=127.0.0.0/8"));
                var watch = server.watch()) {
            var rounds = new WithdrawalRounds(server, watch);
            rounds.withdraw(people);
            double longest = print("%d people withdrew".formatted(people), rounds.withdrawals());
            rounds.killAndGoOn(switches);
            longest = Math.max(longest, print("the kill switch, %d times".formatted(switches), rounds.kills()));
            for (var left : rounds.left()) out.println("LEFT: " + left);
            return longest < GOAL_MILLIS && rounds.left().isEmpty() ? ExitCode.OK : ExitCode.NOT_PASSED;
        }
    }

    private void require(String option, int value, int least) {
        if (value < least || value > MOST)
            throw new ParameterException(
                    spec.commandLine(), "%s must be in %d..%d, got %d".formatted(option, least, MOST, value));
    }

    /// @return the longest
    private double print(String what, Map<String, List<Double>> measured) {
        var table = new MarkdownTable(what, "n", "median", "99th percentile", "longest", "goal");
        double longest = 0;
        for (var each : measured.entrySet()) {
            var sorted = each.getValue().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            double last = sorted[sorted.length - 1];
            longest = Math.max(longest, last);
            table.row(
                    each.getKey(),
                    sorted.length,
                    millis(Delays.at(sorted, 0.5)),
                    millis(Delays.at(sorted, 0.99)),
                    millis(last),
                    last < GOAL_MILLIS ? "1 s" : "1 s: not met");
        }
        spec.commandLine().getOut().println(table);
        spec.commandLine().getOut().flush();
        return longest;
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.0f ms", value);
    }
}
