package dev.attune.evaluation.fusion;

import dev.attune.fusion.AffectStream;
import dev.attune.fusion.Cue;
import dev.attune.fusion.StreamState;
import dev.attune.fusion.TrackState;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Predicate;

/// The estimators that are compared: the stream with all cues, with those of one modality, and a plain average of the
/// single ones.
final class Estimators {
    static final double TICK_SECONDS = 0.5;

    private Estimators() {}

    /// When a tick is, in seconds.
    static double time(int tick) {
        return (tick + 1) * TICK_SECONDS;
    }

    /// The stream as a live session uses it: at each tick with what had arrived.
    ///
    /// @param start what is known of the person
    /// @param counts which cues it gets
    static Run stream(GeneratedSession session, TrackState start, Predicate<Cue> counts) {
        int ticks = (int) (session.seconds() / TICK_SECONDS);
        var run = Run.of(ticks);
        var state = start;
        int next = 0;
        for (int tick = 0; tick < ticks; tick++) {
            double now = time(tick);
            for (;
                    next < session.arrivals().size()
                            && session.arrivals().get(next).at() <= now;
                    next++) {
                var cue = session.arrivals().get(next).cue();
                if (counts.test(cue)) state = AffectStream.step(state, cue).state();
            }
            if (!state.hasBegun()) continue;
            var reading = AffectStream.until(state, Duration.ofNanos(Math.round(now * 1e9)))
                    .reading();
            run.valence()[tick] = reading.valence().optional().orElse(Double.NaN);
            run.arousal()[tick] = reading.arousal().optional().orElse(Double.NaN);
            if (reading.expression() instanceof DisplayPattern.Displayed displayed)
                run.emotions()[tick] = displayed.probabilities().toArray();
            for (var each : reading.states()) {
                int s = each.state().ordinal();
                run.states()[s][tick] = each.probability().optional().orElse(Double.NaN);
                run.active()[s][tick] = each.active();
            }
        }
        return run;
    }

    /// The mean of whatever the single modalities said last, however long ago; states by the same bounds.
    static Run average(Collection<Run> singles) {
        int ticks = singles.iterator().next().valence().length;
        var run = Run.of(ticks);
        for (int tick = 0; tick < ticks; tick++) {
            run.valence()[tick] = mean(singles, tick, Run::valence);
            run.arousal()[tick] = mean(singles, tick, Run::arousal);
            run.emotions()[tick] = emotions(singles, tick);
            for (var definition : StreamState.ALL) {
                int s = definition.state().ordinal();
                double probability = mean(singles, tick, single -> single.states()[s]);
                run.states()[s][tick] = probability;
                boolean was = tick > 0 && run.active()[s][tick - 1];
                run.active()[s][tick] = probability >= (was ? definition.leave() : definition.enter());
            }
        }
        return run;
    }

    private interface Row {
        double[] of(Run run);
    }

    /// NaN when nobody said anything yet.
    private static double mean(Collection<Run> singles, int tick, Row row) {
        double sum = 0;
        int said = 0;
        for (var single : singles) {
            double last = Double.NaN;
            for (int t = tick; t >= 0 && Double.isNaN(last); t--) last = row.of(single)[t];
            if (Double.isNaN(last)) continue;
            sum += last;
            said++;
        }
        return said == 0 ? Double.NaN : sum / said;
    }

    private static double[] emotions(Collection<Run> singles, int tick) {
        var sum = new double[Emotion.values().length];
        int said = 0;
        for (var single : singles) {
            double[] last = {};
            for (int t = tick; t >= 0 && last.length == 0; t--) last = single.emotions()[t];
            if (last.length == 0) continue;
            for (int e = 0; e < sum.length; e++) sum[e] += last[e];
            said++;
        }
        if (said == 0) return new double[0];
        for (int e = 0; e < sum.length; e++) sum[e] /= said;
        return sum;
    }
}
