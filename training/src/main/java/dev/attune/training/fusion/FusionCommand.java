package dev.attune.training.fusion;

import dev.attune.evaluation.fusion.ForecastExample;
import dev.attune.evaluation.fusion.ForecastSkill;
import dev.attune.evaluation.fusion.FusionExamples;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.fusion.Forecast;
import dev.attune.fusion.StreamState;
import dev.attune.signals.Outlook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train fusion`: plays generated sessions to the stream and fits what tells their truth.
@Command(
        name = "fusion",
        description = {
            "Fits the weights of states (stream-states/2) and of the forecast (forecast/2) to generated sessions of every"
                    + " scenario, and measures the forecast's skill on as many other people. Needs no PyTorch and no recording;"
                    + " says nothing about real customers.",
            "Writes the lines to put into both files beside the classes of the room 'fusion'."
        },
        mixinStandardHelpOptions = true)
public final class FusionCommand implements Callable<Integer> {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, Bootstrap.DEFAULT_DRAWS);

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the lines are written.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the sessions (default: 1001, the packaged weights'). Do not evaluate on the same.")
    private long seed = 1001;

    @Option(names = "--sessions", paramLabel = "N", description = "Of each scenario (default: 40).")
    private int sessions = 40;

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
        Files.writeString(out.resolve("stream-states-2.weights.properties"), states(examples));
        err.println("states fitted");
        var others = new FusionExamples(seed + 1, sessions);
        Files.writeString(out.resolve("forecast-2.weights.properties"), forecast(examples, others));
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

    /// Fitted on one half of the people, judged on the other: a forecast without skill there abstains.
    private static String forecast(FusionExamples examples, FusionExamples others) {
        var fits = new LinkedHashMap<String, LogisticFit>();
        for (var event : Outlook.Event.values())
            for (var horizon : Forecast.horizons())
                fits.put(key(event, horizon), new LogisticFit(Forecast.Input.values().length));
        examples.forecasts(example -> fit(fits, example).add(example.inputs(), example.came()));
        var weights = new HashMap<String, double[]>();
        fits.forEach((key, fit) -> weights.put(key, rounded(fit.weights())));
        var skills = new HashMap<String, ForecastSkill>();
        others.forecasts(example -> {
            var key = key(example.event(), example.horizon());
            skills.computeIfAbsent(key, unknown -> new ForecastSkill())
                    .add(example.person(), probability(weights.get(key), example.inputs()), example.came());
        });
        var lines = new StringBuilder();
        fits.forEach((key, fit) -> {
            var skill = skills.getOrDefault(key, new ForecastSkill());
            double least = skill.interval(BOOTSTRAP).map(Interval::low).orElse(-1.0);
            lines.append("# n = %d, %d of them came; skill on others %.3f\n"
                    .formatted(fit.size(), fit.yes(), skill.score().orElse(-1)));
            lines.append(String.format(Locale.ROOT, "%s.skill.least = %.3f%n", key, least));
            var row = Objects.requireNonNull(weights.get(key));
            line(lines, key + ".constant", row[row.length - 1]);
            for (var input : Forecast.Input.values()) line(lines, key + "." + input.id(), row[input.ordinal()]);
        });
        return lines.toString();
    }

    private static LogisticFit fit(Map<String, LogisticFit> fits, ForecastExample example) {
        return Objects.requireNonNull(fits.get(key(example.event(), example.horizon())));
    }

    private static String key(Outlook.Event event, Duration horizon) {
        return event.id() + "." + horizon.toSeconds();
    }

    /// As they are written: the skill is that of what ships.
    private static double[] rounded(double[] weights) {
        return Arrays.stream(weights)
                .map(weight -> Math.round(weight * 100) / 100.0)
                .toArray();
    }

    private static double probability(double @Nullable [] weights, double[] inputs) {
        double sum = Objects.requireNonNull(weights)[inputs.length];
        for (int i = 0; i < inputs.length; i++) sum += weights[i] * inputs[i];
        return 1 / (1 + Math.exp(-sum));
    }

    private static void line(StringBuilder lines, String key, double weight) {
        lines.append(String.format(Locale.ROOT, "%s = %.2f%n", key, weight));
    }
}
