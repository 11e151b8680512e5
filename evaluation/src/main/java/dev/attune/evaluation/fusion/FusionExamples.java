package dev.attune.evaluation.fusion;

import dev.attune.fusion.AffectStream;
import dev.attune.fusion.Forecast;
import dev.attune.fusion.StreamState;
import dev.attune.fusion.TrackState;
import dev.attune.signals.Outlook;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Examples for the weights of states and of the forecast: what the stream knows at each tick of generated sessions of
/// every scenario, beside the truth.
///
/// @param seed of the sessions; weights fitted to it must not be judged on it
/// @param sessions of each scenario
public record FusionExamples(long seed, int sessions) {
    private static final int TICKS_BETWEEN = 2; // a tick a second: neighbours tell the same
    private static final double WARM_UP_SECONDS = 5;

    /// One example.
    @FunctionalInterface
    public interface Sink {
        void add(double[] inputs, boolean truth);
    }

    /// The states whose truth is generated.
    public static Set<State> states() {
        return EnumSet.copyOf(Mood.SCORED);
    }

    /// A state at every tick in which it is told.
    public void states(State state, Sink out) {
        var definition = StreamState.ALL.get(state.ordinal());
        eachSession((person, session) -> {
            for (var moment : moments(session)) {
                var inputs = definition.inputs(moment.state());
                if (inputs.length > 0) out.add(inputs, session.mood(moment.at()).state == state);
            }
        });
    }

    /// Whether each event came within each horizon, at every tick with enough known of the person; after the first time
    /// no more.
    public void forecasts(Consumer<ForecastExample> out) {
        eachSession((person, session) -> forecasts(person, session, out));
    }

    static void forecasts(int person, GeneratedSession session, Consumer<ForecastExample> out) {
        for (var moment : moments(session)) {
            var inputs = Forecast.inputs(moment.state());
            if (inputs.length == 0) continue;
            for (var event : Outlook.Event.values())
                for (var horizon : Forecast.horizons()) {
                    var outcome = outcome(session, event, moment.at(), horizon.toMillis() / 1000.0);
                    if (outcome != Outcome.UNKNOWN)
                        out.accept(new ForecastExample(
                                event,
                                horizon,
                                person,
                                session.mood(moment.at()).ordinal(),
                                inputs,
                                outcome == Outcome.CAME));
                }
        }
    }

    enum Outcome {
        CAME,
        DID_NOT,
        /// It had come before, was going on, or the session was over too early to tell.
        UNKNOWN
    }

    static Outcome outcome(GeneratedSession session, Outlook.Event event, double at, double seconds) {
        double when = event == Outlook.Event.FRUSTRATION
                ? nextFrustration(session, at)
                : session.events().getOrDefault(event, Double.POSITIVE_INFINITY);
        if (when <= at) return Outcome.UNKNOWN;
        if (when <= at + seconds) return Outcome.CAME;
        return at + seconds > session.seconds() ? Outcome.UNKNOWN : Outcome.DID_NOT;
    }

    /// Now when somebody is frustrated already.
    private static double nextFrustration(GeneratedSession session, double at) {
        for (var stretch : session.stretches())
            if (stretch.mood() == Mood.FRUSTRATED && stretch.until() > at) return Math.max(at, stretch.from());
        return Double.POSITIVE_INFINITY;
    }

    /// What was known at one time of one session.
    record KnownAt(double at, TrackState state) {}

    private void eachSession(BiConsumer<Integer, GeneratedSession> reader) {
        for (var scenario : Scenario.values())
            for (int i = 0; i < sessions; i++) {
                int person = scenario.ordinal() * sessions + i; // of its own: the moods are drawn by person
                reader.accept(
                        person, SessionGenerator.session(scenario, seed, person, 0, FusionEvaluation.DEFAULT_SECONDS));
            }
    }

    static List<KnownAt> moments(GeneratedSession session) {
        var moments = new ArrayList<KnownAt>();
        var state = TrackState.initial();
        int next = 0;
        double step = TICKS_BETWEEN * Estimators.TICK_SECONDS;
        for (double now = step; now <= session.seconds(); now += step) {
            for (;
                    next < session.arrivals().size()
                            && session.arrivals().get(next).at() <= now;
                    next++)
                state = AffectStream.step(state, session.arrivals().get(next).cue())
                        .state();
            if (state.hasBegun() && now >= WARM_UP_SECONDS)
                moments.add(new KnownAt(now, AffectStream.until(state, Duration.ofNanos(Math.round(now * 1e9)))));
        }
        return moments;
    }
}
