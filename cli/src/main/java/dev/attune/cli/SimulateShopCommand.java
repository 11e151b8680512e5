package dev.attune.cli;

import dev.attune.evaluation.shop.ShopResult;
import dev.attune.evaluation.shop.ShopSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A shop with customers whose every chance to buy is known.
@Command(
        name = "shop",
        description = {
            "Random, rules and learners serve the same visitors of a simulated shop; then looking often at a test, judging"
                    + " a policy from another one's log, and every guard are put to the test.",
            "Same seed, visitors and runs: same figures."
        },
        mixinStandardHelpOptions = true)
final class SimulateShopCommand implements Callable<Integer> {
    @Option(
            names = "--json",
            description = "Print one JSON object instead of tables; the notice goes to standard error.")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (default: 1).")
    private long seed = 1;

    @Option(names = "--visitors", paramLabel = "N", description = "Visits in each world (default: 10000).")
    private int visitors = 10_000;

    @Option(names = "--runs", paramLabel = "N", description = "Worlds (default: 20).")
    private int runs = 20;

    @Option(
            names = "--visits",
            paramLabel = "FOLDER",
            description =
                    "Also write the visits of every world, with what would have happened, as world-1.csv and so on,"
                            + " for another tool.")
    private @Nullable Path visits;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var simulation = simulation();
        if (visits != null) write(simulation, visits);
        var result = simulation.run(said -> {
            err.println(said);
            err.flush();
        });
        if (json) {
            err.println(ShopResult.NOTICE);
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(result.json()));
        } else out.println(result.markdown().strip());
        out.flush();
        return ExitCode.OK;
    }

    private void write(ShopSimulation simulation, Path folder) throws CommandFailure {
        try {
            Files.createDirectories(folder);
            for (int run = 0; run < runs; run++)
                Files.write(folder.resolve("world-%d.csv".formatted(run + 1)), simulation.csv(run));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_WRITE, "%s cannot be written: %s".formatted(folder, e.getMessage()));
        }
    }

    private ShopSimulation simulation() {
        try {
            return new ShopSimulation(seed, visitors, runs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
