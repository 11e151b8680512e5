package dev.attune.training.fusion;

import dev.attune.evaluation.fusion.FusionExamples;
import dev.attune.fusion.Forecast;
import dev.attune.fusion.StreamState;
import dev.attune.signals.Outlook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train fusion`: plays generated sessions to the stream and fits what tells their truth.
@Command(
        name = "fusion",
        description = {
            "Fits the weights of states (stream-states/1) and of the forecast (forecast/1) to generated sessions of every"
                    + " scenario. Needs no PyTorch and no recording; says nothing about real customers.",
            "Prints the lines to put into both files beside the classes of the room 'fusion'."
        },
        mixinStandardHelpOptions = true)
public final class FusionCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the lines are written.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the sessions (default: 1001, the packaged weights'). Do not evaluate on the same.")
    private long seed = 1001;

    @Option(names = "--sessions", paramLabel = "N", description = "Of each scenario (default: 20).")
    private int sessions = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (seed < 1 || sessions < 1)
            throw new ParameterException(
                    spec.commandLine(),
                    "--seed and --sessions must be at least 1, got %d, %d".formatted(seed, sessions));
        var err = spec.commandLine().getErr();
        var examples = new FusionExamples(seed, sessions);
        Files.createDirectories(out);
        Files.writeString(out.resolve("stream-states-1.weights.properties"), states(examples));
        err.println("states fitted");
        Files.writeString(out.resolve("forecast-1.weights.properties"), forecast(examples));
        err.println("forecast fitted");
        return 0;
    }

    private static String states(FusionExamples examples) {
        var lines = new StringBuilder();
        for (var state : FusionExamples.states()) {
            var definition = StreamState.ALL.get(state.ordinal());
            var fit = new LogisticFit(definition.terms().size());
            examples.states(state, fit::add);
            var weights = fit.weights();
            lines.append("# n = %d ticks, %d of them %s\n".formatted(fit.size(), fit.yes(), state.id()));
            line(lines, state.id() + ".bias", weights[weights.length - 1]);
            for (int i = 0; i < definition.terms().size(); i++)
                line(lines, state.id() + "." + definition.terms().get(i).input(), weights[i]);
        }
        return lines.toString();
    }

    private static String forecast(FusionExamples examples) {
        var lines = new StringBuilder();
        for (var event : Outlook.Event.values())
            for (Duration horizon : Forecast.horizons()) {
                var fit = new LogisticFit(Forecast.Input.values().length);
                examples.forecasts(event, horizon, fit::add);
                var weights = fit.weights();
                var key = event.id() + "." + horizon.toSeconds();
                lines.append("# n = %d, %d of them came\n".formatted(fit.size(), fit.yes()));
                line(lines, key + ".constant", weights[weights.length - 1]);
                for (var input : Forecast.Input.values()) line(lines, key + "." + input.id(), weights[input.ordinal()]);
            }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String key, double weight) {
        lines.append(String.format(Locale.ROOT, "%s = %.2f%n", key, weight));
    }
}
