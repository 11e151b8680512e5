package dev.attune.evaluation.fusion;

import dev.attune.fusion.AffectStream;
import dev.attune.fusion.Forecast;
import dev.attune.fusion.StreamState;
import dev.attune.fusion.TrackState;
import dev.attune.signals.Outlook;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        for (var moment : moments()) {
            var inputs = definition.inputs(moment.state());
            if (inputs.length > 0) out.add(inputs, moment.session().mood(moment.at()).state == state);
        }
    }

    /// Whether an event came within a horizon, at every tick with enough known of the person; after the first time no
    /// more.
    public void forecasts(Outlook.Event event, Duration horizon, Sink out) {
        double seconds = horizon.toMillis() / 1000.0;
        for (var moment : moments()) {
            var inputs = Forecast.inputs(moment.state());
            var outcome = outcome(moment.session(), event, moment.at(), seconds);
            if (inputs.length > 0 && outcome != Outcome.UNKNOWN) out.add(inputs, outcome == Outcome.CAME);
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
    record KnownAt(GeneratedSession session, double at, TrackState state) {}

    private Collection<KnownAt> moments() {
        var moments = new ArrayList<KnownAt>();
        for (var scenario : Scenario.values())
            for (int i = 0; i < sessions; i++) {
                int person = scenario.ordinal() * sessions + i; // of its own: the moods are drawn by person
                moments.addAll(
                        moments(SessionGenerator.session(scenario, seed, person, 0, FusionEvaluation.DEFAULT_SECONDS)));
            }
        return moments;
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
                moments.add(
                        new KnownAt(session, now, AffectStream.until(state, Duration.ofNanos(Math.round(now * 1e9)))));
        }
        return moments;
    }
}
