package dev.attune.evaluation.fusion;

import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.signals.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How well one estimator did over the sessions of one scenario.
///
/// @param stateF1 mean over the scored states, by ticks; a state that is never told counts 0
/// @param valenceCcc over all ticks; where nothing is said, neutral is taken for the answer
/// @param ece of the highest probability of the expression, against the mood's category, where there is one
/// @param detectionDelayMs median from the onset of an alarming state to its activation, of those found in time
/// @param falseAlarmsPerHour activations of an alarming state outside of it
/// @param detected share of the onsets that were found before their stretch was over
/// @param coverage share of the ticks with a valence
/// @param f1 of each scored state
public record Score(
        double stateF1,
        OptionalDouble valenceCcc,
        OptionalDouble arousalCcc,
        OptionalDouble ece,
        OptionalDouble detectionDelayMs,
        double falseAlarmsPerHour,
        OptionalDouble detected,
        double coverage,
        Map<State, Double> f1) {
    private static final double TOLERANCE_SECONDS = 3; // a state that fades after its stretch is no false alarm

    public Score {
        f1 = Map.copyOf(f1);
    }

    /// @param runs one per session, in the same order
    static Score of(List<GeneratedSession> sessions, List<Run> runs) {
        var truthValence = new ArrayList<Double>();
        var truthArousal = new ArrayList<Double>();
        var valence = new ArrayList<Double>();
        var arousal = new ArrayList<Double>();
        var confidence = new ArrayList<Double>();
        var right = new ArrayList<Boolean>();
        var counts = new EnumMap<State, BinaryCounts>(State.class);
        var delays = new ArrayList<Double>();
        int onsets = 0;
        int falseAlarms = 0;
        int answered = 0;
        double hours = 0;
        for (var state : Mood.SCORED) counts.put(state, new BinaryCounts(0, 0, 0, 0));
        for (int i = 0; i < sessions.size(); i++) {
            var session = sessions.get(i);
            var run = runs.get(i);
            int ticks = run.valence().length;
            hours += ticks * Estimators.TICK_SECONDS / 3600;
            for (int tick = 0; tick < ticks; tick++) {
                var mood = session.mood(time(tick));
                truthValence.add(mood.valence);
                truthArousal.add(mood.arousal);
                valence.add(orNeutral(run.valence()[tick]));
                arousal.add(orNeutral(run.arousal()[tick]));
                if (!Double.isNaN(run.valence()[tick])) answered++;
                var emotions = run.emotions()[tick];
                if (emotions.length > 0) {
                    int top = 0;
                    for (int e = 1; e < emotions.length; e++) if (emotions[e] > emotions[top]) top = e;
                    confidence.add(Math.min(1, emotions[top]));
                    right.add(top == mood.emotion.ordinal());
                }
            }
            for (var state : Mood.SCORED) {
                var truth = new boolean[ticks];
                for (int tick = 0; tick < ticks; tick++) truth[tick] = session.mood(time(tick)).state == state;
                counts.merge(state, BinaryCounts.of(truth, run.active()[state.ordinal()]), BinaryCounts::plus);
            }
            for (var state : Mood.ALARMS) {
                var active = run.active()[state.ordinal()];
                falseAlarms += falseAlarms(session, state, active);
                for (var stretch : session.stretches())
                    if (stretch.mood().state == state && stretch.from() > 0) {
                        onsets++;
                        double found = found(stretch, active);
                        if (!Double.isNaN(found)) delays.add(1000 * (found - stretch.from()));
                    }
            }
        }
        var f1 = new EnumMap<State, Double>(State.class);
        counts.forEach((state, count) -> f1.put(state, count.f1().orElse(0)));
        double[] estimate = array(valence);
        Collections.sort(delays);
        return new Score(
                f1.values().stream().mapToDouble(Double::doubleValue).average().orElse(0),
                Agreement.concordance(array(truthValence), estimate),
                Agreement.concordance(array(truthArousal), array(arousal)),
                calibration(confidence, right),
                delays.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(delays.get(delays.size() / 2)),
                falseAlarms / hours,
                onsets == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) delays.size() / onsets),
                (double) answered / estimate.length,
                f1);
    }

    /// When it became active within its stretch, NaN when it did not; active all along counts from the onset.
    private static double found(GeneratedSession.Stretch stretch, boolean[] active) {
        for (int tick = 0; tick < active.length; tick++)
            if (active[tick] && time(tick) >= stretch.from() && time(tick) < stretch.until()) return time(tick);
        return Double.NaN;
    }

    private static int falseAlarms(GeneratedSession session, State state, boolean[] active) {
        int alarms = 0;
        for (int tick = 0; tick < active.length; tick++) {
            boolean begins = active[tick] && (tick == 0 || !active[tick - 1]);
            double at = time(tick);
            boolean rightly = session.mood(at).state == state;
            boolean just = session.mood(Math.max(0, at - TOLERANCE_SECONDS)).state == state;
            if (begins && !rightly && !just) alarms++;
        }
        return alarms;
    }

    private static double time(int tick) {
        return (tick + 1) * Estimators.TICK_SECONDS;
    }

    private static double orNeutral(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static OptionalDouble calibration(List<Double> confidence, List<Boolean> right) {
        var correct = new boolean[right.size()];
        for (int i = 0; i < correct.length; i++) correct[i] = right.get(i);
        return Calibration.expectedError(array(confidence), correct);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
