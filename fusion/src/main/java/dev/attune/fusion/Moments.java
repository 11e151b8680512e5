package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Definition;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Episode;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is happening on one face and not over yet; definition `moments/1`. Immutable.
///
/// @param shares of the open mixtures
/// @param gap since when the face cannot be read, or null
record Moments(
        Episodes<Emotion> expressions,
        Episodes<Mixtures.Pair> mixtures,
        PairShares shares,
        Episodes<State> states,
        @Nullable Gap gap) {
    private static final Definition DEFINITION = Definition.load(Moments.class, "moments", "1");
    private static final Duration TOLERATED_GAP = DEFINITION.seconds("gap.seconds");
    private static final double SHOWN_INTENSITY = DEFINITION.number("units.intensity");
    private static final Map<Emotion, Episodes.Threshold> EXPRESSIONS = expressionThresholds();
    private static final Map<Mixtures.Pair, Episodes.Threshold> MIXTURES = mixtureThresholds();
    private static final Map<State, Episodes.Threshold> STATES = stateThresholds();

    static final Moments NONE = new Moments(Episodes.none(), Episodes.none(), PairShares.NONE, Episodes.none(), null);

    /// How long a person may stay away before they are forgotten.
    static Duration patience() {
        return DEFINITION.seconds("forget.seconds");
    }

    /// A frame in which the face was read.
    Moments readable(Affect affect, List<Moment> out) {
        if (gap != null) gap.report(affect.trackId(), affect.at(), out);
        var emotions = new EnumMap<Emotion, Double>(Emotion.class);
        if (affect.expression() instanceof DisplayPattern.Displayed displayed)
            for (var emotion : EXPRESSIONS.keySet())
                emotions.put(emotion, displayed.probabilities().of(emotion));
        var levels = new EnumMap<State, Double>(State.class);
        affect.states().forEach((state, measurement) -> {
            if (STATES.containsKey(state)) measurement.optional().ifPresent(level -> levels.put(state, level));
        });
        var units = strongestFirst(affect.actionUnits());
        var expression = expressions.next(affect.at(), emotions, units, EXPRESSIONS, TOLERATED_GAP);
        var state = states.next(affect.at(), levels, units, STATES, TOLERATED_GAP);
        var mixture = mixtures.next(affect.at(), mixtureLevels(affect), units, MIXTURES, TOLERATED_GAP);
        report(affect.trackId(), expression.closed(), mixture.closed(), state.closed(), out);
        var shared = shares.next(affect.at(), mixture.episodes(), affect.mixture());
        return new Moments(expression.episodes(), mixture.episodes(), shared, state.episodes(), null);
    }

    /// A frame in which the face could not be read, or was not there.
    ///
    /// @param since when it was last read
    Moments unreadable(int trackId, Duration at, Duration since, Reason reason, List<Moment> out) {
        var opened = gap == null ? new Gap(since, reason) : gap;
        if (!isLong(opened, at)) return new Moments(expressions, mixtures, shares, states, opened);
        var closed = closed(trackId, out);
        return new Moments(closed.expressions, closed.mixtures, closed.shares, closed.states, opened);
    }

    /// Ends everything; a gap lasts until `at`.
    void close(int trackId, Duration at, List<Moment> out) {
        closed(trackId, out);
        if (gap != null) gap.report(trackId, at, out);
    }

    private Moments closed(int trackId, List<Moment> out) {
        report(trackId, expressions.close(EXPRESSIONS), mixtures.close(MIXTURES), states.close(STATES), out);
        return NONE;
    }

    private void report(
            int trackId,
            List<Episodes.Closed<Emotion>> expressions,
            List<Episodes.Closed<Mixtures.Pair>> mixtures,
            List<Episodes.Closed<State>> states,
            List<Moment> out) {
        for (var closed : expressions)
            out.add(new Moment.ExpressionEpisode(
                    episode(trackId, closed.episode()),
                    closed.kind(),
                    Math.min(1, closed.episode().peak()),
                    closed.episode().actionUnits()));
        for (var closed : mixtures) {
            double firstWeight = shares.of(closed.kind());
            out.add(new Moment.MixedExpression(
                    episode(trackId, closed.episode()),
                    closed.kind().first(),
                    closed.kind().second(),
                    firstWeight,
                    1 - firstWeight,
                    Math.min(1, closed.episode().peak()),
                    closed.episode().actionUnits()));
        }
        for (var closed : states)
            out.add(new Moment.StateEpisode(
                    episode(trackId, closed.episode()),
                    closed.kind(),
                    Math.min(1, closed.episode().peak()),
                    closed.episode().actionUnits()));
    }

    /// The weaker part at twice its weight: 1 = half and half at full strength.
    private static Map<Mixtures.Pair, Double> mixtureLevels(Affect affect) {
        var levels = new HashMap<Mixtures.Pair, Double>();
        for (var pair : MIXTURES.keySet()) levels.put(pair, 0.0);
        var mixture = affect.mixture();
        if (mixture != null) levels.put(Mixtures.Pair.of(mixture), Math.min(1, 2 * mixture.secondWeight()));
        return levels;
    }

    private static Map<Mixtures.Pair, Episodes.Threshold> mixtureThresholds() {
        var thresholds = new HashMap<Mixtures.Pair, Episodes.Threshold>();
        for (var pair : Mixtures.pairs()) thresholds.put(pair, threshold("mixed"));
        return thresholds;
    }

    private static Episode episode(int trackId, Episodes.Open open) {
        return new Episode(trackId, open.onset(), open.apex(), open.last());
    }

    private static List<ActionUnit> strongestFirst(List<ActionUnit> actionUnits) {
        return actionUnits.stream()
                .filter(unit -> unit.intensity() >= SHOWN_INTENSITY)
                .sorted(Comparator.comparingDouble(ActionUnit::intensity).reversed())
                .toList();
    }

    private static boolean isLong(Gap gap, Duration at) {
        return at.minus(gap.since()).compareTo(TOLERATED_GAP) > 0;
    }

    private static Map<Emotion, Episodes.Threshold> expressionThresholds() {
        var thresholds = new EnumMap<Emotion, Episodes.Threshold>(Emotion.class);
        for (var emotion : Emotion.values())
            if (emotion != Emotion.NEUTRAL) thresholds.put(emotion, threshold("expression"));
        return thresholds;
    }

    private static Map<State, Episodes.Threshold> stateThresholds() {
        var thresholds = new EnumMap<State, Episodes.Threshold>(State.class);
        for (var state : State.values()) {
            var key = "state." + state.id();
            if (DEFINITION.has(key + ".enter")) thresholds.put(state, threshold(key));
        }
        return thresholds;
    }

    private static Episodes.Threshold threshold(String key) {
        return new Episodes.Threshold(
                DEFINITION.number(key + ".enter"),
                DEFINITION.number(key + ".leave"),
                DEFINITION.seconds(key + ".seconds"));
    }

    /// @param since when the face was last read
    record Gap(Duration since, Reason reason) {
        /// A short gap is bridged and not worth a moment.
        void report(int trackId, Duration until, List<Moment> out) {
            if (isLong(this, until))
                out.add(new Moment.Unreadable(
                        new Episode(trackId, since, since, until), reason, 1)); // nothing of it could be read
        }
    }

    /// Collects into a new list.
    static List<Moment> collector() {
        return new ArrayList<>();
    }
}
