package dev.attune.evaluation.microexpressions;

import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Moment;
import dev.attune.signals.SpottingGrade;
import dev.attune.signals.SpottingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was spotted in one run, against what was played.
///
/// @param pairs one per movement that was played
/// @param falseAlarms spotted, but nothing was played there
/// @param seconds of the run
record Spotting(SpottingGrade grade, List<Pair> pairs, int falseAlarms, double seconds) {
    /// From which overlap of the two spans on a movement counts as found (MEGC).
    static final double LEAST_OVERLAP = 0.5;

    Spotting {
        pairs = List.copyOf(pairs);
    }

    /// @param found null when the movement was missed
    record Pair(Timeline.Movement played, Moment.@Nullable MicroExpression found) {
        boolean sameGroup() {
            return found != null && found.group() == played.group();
        }
    }

    static Spotting of(List<FaceReading> readings, Timeline timeline) {
        var spotted = new ArrayList<Moment.MicroExpression>();
        var grade = SpottingGrade.NOT_MEASURABLE;
        var state = FusionState.initial();
        for (var reading : readings) {
            var step = AffectFusion.step(state, reading);
            state = step.state();
            for (var event : step.events()) {
                if (event instanceof Moment.MicroExpression movement) spotted.add(movement);
                if (event instanceof SpottingStatus status) grade = status.grade();
            }
        }
        var pairs = new ArrayList<Pair>();
        for (var movement : timeline.movements()) {
            Moment.MicroExpression best = null;
            for (var candidate : spotted)
                if (overlap(movement, candidate) >= LEAST_OVERLAP
                        && (best == null || overlap(movement, candidate) > overlap(movement, best))) best = candidate;
            if (best != null) spotted.remove(best);
            pairs.add(new Pair(movement, best));
        }
        double seconds =
                seconds(readings.getLast().at().minus(readings.getFirst().at()));
        return new Spotting(grade, pairs, spotted.size(), seconds);
    }

    static Spotting together(List<Spotting> runs) {
        var pairs = new ArrayList<Pair>();
        int falseAlarms = 0;
        double seconds = 0;
        for (var run : runs) {
            pairs.addAll(run.pairs);
            falseAlarms += run.falseAlarms;
            seconds += run.seconds;
        }
        return new Spotting(runs.getLast().grade, pairs, falseAlarms, seconds);
    }

    int found() {
        return (int) pairs.stream().filter(pair -> pair.found() != null).count();
    }

    int rightGroup() {
        return (int) pairs.stream().filter(Pair::sameGroup).count();
    }

    BinaryCounts counts() {
        return new BinaryCounts(found(), falseAlarms, pairs.size() - found(), 0);
    }

    /// Intersection over union of the two spans.
    private static double overlap(Timeline.Movement played, Moment.MicroExpression found) {
        double onset = seconds(found.episode().onset());
        double offset = seconds(found.episode().offset());
        double shared = Math.min(offset, played.offset()) - Math.max(onset, played.onset());
        return shared <= 0 ? 0 : shared / (Math.max(offset, played.offset()) - Math.min(onset, played.onset()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
