package dev.attune.cli;

import dev.attune.evaluation.warning.WarningSimulation;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Readings that stay or fall at a known time.
@Command(
        name = "warning",
        description = {
            "Lets early warning watch made-up readings: how many false alarms it raises while nothing changes, and how many"
                    + " readings pass until it notices a fall.",
            "Same seed and streams: same figures."
        },
        mixinStandardHelpOptions = true)
final class SimulateWarningCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (default: 1).")
    private long seed = 1;

    @Option(names = "--streams", paramLabel = "N", description = "Streams of readings per figure (default: 1000).")
    private int streams = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var result = simulation().run();
        out.println("| limit | readings | false alarms per 1,000 |\n|---|---|---|");
        for (var each : result.falseAlarms())
            out.println(String.format(
                    Locale.ROOT,
                    "| %.0f | %s, n = %d | %.2f |",
                    each.limit(),
                    name(each.shape()),
                    each.readings(),
                    each.falsePer1000()));
        out.println(
                "\n| limit | readings | fall, standard deviations | noticed within 100 | median readings until then |"
                        + "\n|---|---|---|---|---|");
        for (var each : result.delays())
            out.println(String.format(
                    Locale.ROOT,
                    "| %.0f | %s | %.1f | %.0f %% | %d |",
                    each.limit(),
                    name(each.shape()),
                    each.fall(),
                    100 * each.noticed(),
                    each.median()));
        out.flush();
        return ExitCode.OK;
    }

    private WarningSimulation simulation() {
        try {
            return new WarningSimulation(seed, streams);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static String name(WarningSimulation.Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
