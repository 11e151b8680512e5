package dev.attune.cli;

import dev.attune.evaluation.shop.ShopResult;
import dev.attune.evaluation.shop.ShopSimulation;
import java.util.concurrent.Callable;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var result = simulation().run(said -> {
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

    private ShopSimulation simulation() {
        try {
            return new ShopSimulation(seed, visitors, runs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
