package dev.attune.evaluation.fusion;

import dev.attune.evaluation.statistics.Calibration;
import dev.attune.signals.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

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
        var tally = IntStream.range(0, runs.size())
                .mapToObj(i -> Tally.of(sessions.get(i), runs.get(i)))
                .reduce(Tally::plus)
                .orElseThrow();
        var confidence = new ArrayList<Double>();
        var right = new ArrayList<Boolean>();
        var delays = new ArrayList<Double>();
        int onsets = 0;
        int falseAlarms = 0;
        long answered = 0;
        double hours = 0;
        for (int i = 0; i < sessions.size(); i++) {
            var session = sessions.get(i);
            var run = runs.get(i);
            int ticks = run.valence().length;
            hours += ticks * Estimators.TICK_SECONDS / 3600;
            for (int tick = 0; tick < ticks; tick++) {
                if (!Double.isNaN(run.valence()[tick])) answered++;
                var emotions = run.emotions()[tick];
                if (emotions.length > 0) {
                    int top = 0;
                    for (int e = 1; e < emotions.length; e++) if (emotions[e] > emotions[top]) top = e;
                    confidence.add(Math.min(1, emotions[top]));
                    right.add(top == session.mood(Estimators.time(tick)).emotion.ordinal());
                }
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
        Collections.sort(delays);
        return new Score(
                tally.states().meanF1(),
                concordance(tally.valence()),
                concordance(tally.arousal()),
                calibration(confidence, right),
                delays.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(delays.get(delays.size() / 2)),
                falseAlarms / hours,
                onsets == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) delays.size() / onsets),
                (double) answered / tally.valence().n(),
                tally.states().f1());
    }

    /// When it became active within its stretch, NaN when it did not; active all along counts from the onset.
    private static double found(GeneratedSession.Stretch stretch, boolean[] active) {
        for (int tick = 0; tick < active.length; tick++) {
            double at = Estimators.time(tick);
            if (active[tick] && at >= stretch.from() && at < stretch.until()) return at;
        }
        return Double.NaN;
    }

    private static int falseAlarms(GeneratedSession session, State state, boolean[] active) {
        int alarms = 0;
        for (int tick = 0; tick < active.length; tick++) {
            boolean begins = active[tick] && (tick == 0 || !active[tick - 1]);
            double at = Estimators.time(tick);
            boolean rightly = session.mood(at).state == state;
            boolean just = session.mood(Math.max(0, at - TOLERANCE_SECONDS)).state == state;
            if (begins && !rightly && !just) alarms++;
        }
        return alarms;
    }

    private static OptionalDouble concordance(Tally.Sums sums) {
        double concordance = sums.concordance();
        return Double.isNaN(concordance) ? OptionalDouble.empty() : OptionalDouble.of(concordance);
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
