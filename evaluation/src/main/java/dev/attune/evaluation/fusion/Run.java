package dev.attune.evaluation.fusion;

import dev.attune.signals.State;
import java.util.Arrays;

/// What one estimator said of one session, tick by tick.
///
/// @param valence,arousal NaN where nothing was said
/// @param emotions `[tick][emotion]`, an empty row where nothing was said
/// @param states `[state][tick]` probability, NaN where nothing was said
/// @param active `[state][tick]`
@SuppressWarnings("ArrayRecordComponent") // filled once, never compared
record Run(double[] valence, double[] arousal, double[][] emotions, double[][] states, boolean[][] active) {
    static Run of(int ticks) {
        int count = State.values().length;
        var run = new Run(
                new double[ticks],
                new double[ticks],
                new double[ticks][],
                new double[count][ticks],
                new boolean[count][ticks]);
        Arrays.fill(run.valence, Double.NaN);
        Arrays.fill(run.arousal, Double.NaN);
        Arrays.fill(run.emotions, new double[0]);
        for (var row : run.states) Arrays.fill(row, Double.NaN);
        return run;
    }
}
