package dev.attune.cli;

import dev.attune.evaluation.Machine;
import dev.attune.evaluation.fusion.StreamBench;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune bench stream`.
@Command(
        name = "stream",
        description = {
            "Measures the reducer that fuses face, voice and words of one person: observations a second on one core, bytes of"
                    + " state, garbage. The observations of a generated session, a third of them out of order.",
            "Run it on a machine that does nothing else; the load average is printed."
        },
        mixinStandardHelpOptions = true)
final class BenchStreamCommand implements Callable<Integer> {
    @Option(names = "--observations", paramLabel = "N", description = "After the warm-up (default: 3000000).")
    private long observations = 3_000_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the generated session (default: 1).")
    private long seed = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (observations < 1 || seed < 1)
            throw new ParameterException(
                    spec.commandLine(),
                    "--observations and --seed must be at least 1, got %d and %d".formatted(observations, seed));
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        var result = new StreamBench(seed).run(observations);
        out.printf(Locale.ROOT, "observations                        %,16d%n", result.cues());
        out.printf(
                Locale.ROOT,
                "a second, wall clock                %,16.0f   at least 300,000%n",
                result.cuesPerSecond());
        out.printf(
                Locale.ROOT,
                "a second of one core                %,16.0f   at least 300,000%n",
                result.cuesPerCpuSecond());
        out.printf(Locale.ROOT, "largest state, bytes                %,16d   under 8,192%n", result.largestState());
        out.printf(Locale.ROOT, "garbage per observation, bytes      %,16.0f%n", result.garbagePerCue());
        out.printf(
                Locale.ROOT,
                "heap after a full collection        %,16d   was %,d: no growth%n",
                result.heapAfter(),
                result.heapBefore());
        out.flush();
        return ExitCode.OK;
    }
}
