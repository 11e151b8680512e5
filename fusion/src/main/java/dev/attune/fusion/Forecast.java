package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Outlook;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How probable frustration, leaving and asking for a human are within seconds; definition `forecast/2`, a logistic
/// regression trained on generated scenarios. What real customers do was not measured.
///
/// Abstains where it was no better than stating how often the event comes, on generated people it was not trained on.
public final class Forecast {
    private static final Definition DEFINITION = Definition.load(Forecast.class, "forecast", "2");
    private static final double LEAST_SECONDS = DEFINITION.number("evidence.seconds");
    private static final double LEAST_SKILL = DEFINITION.number("skill.told");
    private static final Measurement NO_SKILL = new Measurement.NotMeasurable(Reason.NO_SKILL);
    private static final Measurement TOO_EARLY = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    private static final List<Duration> HORIZONS = List.of(Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final double[][][] WEIGHTS = weights();
    private static final boolean[][] TOLD = told();

    private Forecast() {}

    /// What is known when a forecast is made, in the order of the weights.
    public enum Input {
        FRUSTRATION,
        FRUSTRATION_TREND,
        FRUSTRATION_DOSE,
        STRESS,
        CONFUSION,
        BOREDOM,
        INATTENTION,
        DISPLEASURE,
        DISPLEASURE_DOSE,
        VALENCE_TREND,
        AROUSAL;

        private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /// The name used in the definition, for example `valence-trend`.
        public String id() {
            return id;
        }
    }

    public static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// How far ahead it looks.
    public static List<Duration> horizons() {
        return HORIZONS;
    }

    /// The inputs of a state by [Input#ordinal()]; empty when too little of the person was seen.
    public static double[] inputs(TrackState state) {
        return inputs(state.ahead());
    }

    private static double[] inputs(Standing now) {
        var dynamics = now.dynamics();
        if (dynamics.seconds() < LEAST_SECONDS) return new double[0];
        var states = now.states();
        return new double[] {
            orZero(states.probability(State.FRUSTRATION)),
            10 * dynamics.frustrationTrend(), // of the order of 1, as the others
            dynamics.frustrationDose(),
            orZero(states.probability(State.STRESS)),
            orZero(states.probability(State.CONFUSION)),
            orZero(states.probability(State.BOREDOM)),
            Double.isNaN(states.probability(State.ATTENTION)) ? 0 : 1 - states.probability(State.ATTENTION),
            Math.max(0, -dynamics.valence()),
            dynamics.negativeDose(),
            10 * dynamics.valenceTrend(),
            orZero(dynamics.arousal())
        };
    }

    /// Whether it is better than the rate; else it abstains.
    public static boolean isTold(Outlook.Event event, Duration horizon) {
        return TOLD[event.ordinal()][HORIZONS.indexOf(horizon)];
    }

    /// What it says, or would say if it did not abstain.
    ///
    /// @param inputs of [#inputs], not empty
    public static double probability(Outlook.Event event, Duration horizon, double[] inputs) {
        return probability(WEIGHTS[event.ordinal()][HORIZONS.indexOf(horizon)], inputs);
    }

    static List<Outlook> of(Standing now) {
        var inputs = inputs(now);
        var outlooks = new ArrayList<Outlook>();
        for (var event : Outlook.Event.values())
            for (int h = 0; h < HORIZONS.size(); h++)
                outlooks.add(new Outlook(event, HORIZONS.get(h), measured(event, h, inputs)));
        return outlooks;
    }

    private static Measurement measured(Outlook.Event event, int horizon, double[] inputs) {
        if (!TOLD[event.ordinal()][horizon]) return NO_SKILL;
        return inputs.length == 0
                ? TOO_EARLY
                : new Measurement.Measured(probability(WEIGHTS[event.ordinal()][horizon], inputs), 1);
    }

    private static boolean[][] told() {
        var events = Outlook.Event.values();
        var told = new boolean[events.length][HORIZONS.size()];
        for (var event : events)
            for (int h = 0; h < HORIZONS.size(); h++)
                told[event.ordinal()][h] = DEFINITION.number(key(event, h) + ".skill.least") > LEAST_SKILL;
        return told;
    }

    private static String key(Outlook.Event event, int horizon) {
        return event.id() + "." + HORIZONS.get(horizon).toSeconds();
    }

    /// @param weights the constant first
    private static double probability(double[] weights, double[] inputs) {
        double sum = weights[0];
        for (int i = 0; i < inputs.length; i++) sum += weights[i + 1] * inputs[i];
        return 1 / (1 + StrictMath.exp(-sum));
    }

    private static double[][][] weights() {
        var events = Outlook.Event.values();
        var weights = new double[events.length][HORIZONS.size()][Input.values().length + 1];
        for (var event : events)
            for (int h = 0; h < HORIZONS.size(); h++) {
                var key = key(event, h);
                var row = weights[event.ordinal()][h];
                row[0] = DEFINITION.number(key + ".constant");
                for (var input : Input.values()) row[input.ordinal() + 1] = DEFINITION.number(key + "." + input.id());
            }
        return weights;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
