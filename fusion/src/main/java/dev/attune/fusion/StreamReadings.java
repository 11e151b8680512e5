package dev.attune.fusion;

import dev.attune.signals.Affect;
import dev.attune.signals.Contribution;
import dev.attune.signals.Course;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import dev.attune.signals.StateReading;
import dev.attune.signals.StreamReading;
import dev.attune.signals.Usual;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [Standing] in the vocabulary of the field.
final class StreamReadings {
    private static final Measurement TOO_EARLY = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    private static final Measurement SILENT = new Measurement.NotMeasurable(Reason.NO_RELIABLE_SIGNAL);
    private static final double LEAST_TOP = StreamNumbers.number("expression.top");
    private static final Duration DELAY = StreamNumbers.DEFINITION.seconds("dynamics.seconds");
    private static final double COURSE_SECONDS = StreamNumbers.number("dynamics.slow");

    private StreamReadings() {}

    static StreamReading of(Standing now, int trackId, long late) {
        var pooled = now.pooled();
        return new StreamReading(
                Duration.ofNanos(Math.max(0, now.at())),
                trackId < 0 ? Affect.UNSEEN : trackId,
                measured(pooled.valence(), pooled.valenceConfidence()),
                measured(pooled.arousal(), pooled.arousalConfidence()),
                expression(pooled),
                pooled.contradiction(),
                states(now.states()),
                course(now.dynamics()),
                Forecast.of(now),
                usual(now),
                contributions(now),
                DELAY,
                late,
                AffectStream.formulas());
    }

    static DisplayPattern expression(Pooled pooled) {
        if (pooled.probabilities().length == 0) return new DisplayPattern.Abstained(Reason.NO_RELIABLE_SIGNAL);
        var distribution = EmotionDistribution.of(pooled.probabilities());
        return pooled.probabilities()[pooled.top()] < LEAST_TOP
                ? new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE)
                : new DisplayPattern.Displayed(distribution);
    }

    /// One per modality that weighed anything, relative to this person's usual, so that the sums can be done again.
    static List<Contribution> contributions(Standing now) {
        var pooled = now.pooled();
        var contributions = new ArrayList<Contribution>();
        for (var modality : Modality.values()) {
            int m = modality.ordinal();
            var cue = now.latest()[m];
            boolean speaks =
                    pooled.valenceWeights()[m] + pooled.arousalWeights()[m] + pooled.expressionWeights()[m] > 0;
            boolean opposes = pooled.contradiction() != null
                    && (pooled.contradiction().pleasant() == modality
                            || pooled.contradiction().unpleasant() == modality);
            if (cue == null || !speaks && !opposes) continue;
            var distribution = cue.distribution();
            contributions.add(new Contribution(
                    modality,
                    measured(pooled.values()[m], cue.valenceConfidence()),
                    pooled.valenceWeights()[m],
                    measured(pooled.levels()[m], cue.arousalConfidence()),
                    pooled.arousalWeights()[m],
                    distribution == null
                            ? new DisplayPattern.Abstained(Reason.NO_RELIABLE_SIGNAL)
                            : new DisplayPattern.Displayed(distribution),
                    pooled.expressionWeights()[m]));
        }
        return contributions;
    }

    static Measurement measured(double value, double confidence) {
        return Double.isNaN(value) ? SILENT : new Measurement.Measured(value, Math.clamp(confidence, 0, 1));
    }

    private static List<StateReading> states(StateLevels levels) {
        return Arrays.stream(State.values())
                .map(state -> {
                    double probability = levels.probability(state);
                    double evidence = levels.evidence(state);
                    double window = StreamState.ALL.get(state.ordinal()).seconds();
                    return new StateReading(
                            state,
                            Double.isNaN(probability)
                                    ? TOO_EARLY
                                    : new Measurement.Measured(probability, Math.min(1, evidence / window)),
                            levels.isActive(state),
                            evidence);
                })
                .toList();
    }

    private static Course course(Dynamics dynamics) {
        boolean known = dynamics.seconds() >= COURSE_SECONDS;
        return new Course(
                known ? new Measurement.Measured(dynamics.valenceTrend(), 1) : TOO_EARLY,
                known ? new Measurement.Measured(dynamics.arousalTrend(), 1) : TOO_EARLY,
                known ? new Measurement.Measured(dynamics.change(), 1) : TOO_EARLY,
                Double.isNaN(dynamics.recovery()) ? TOO_EARLY : new Measurement.Measured(dynamics.recovery(), 1),
                known ? new Measurement.Measured(dynamics.peak(), 1) : TOO_EARLY,
                known ? new Measurement.Measured(dynamics.peakEnd(), 1) : TOO_EARLY);
    }

    private static List<Usual> usual(Standing now) {
        var usual = new ArrayList<Usual>();
        var levels = now.levels();
        for (var modality : Modality.values()) {
            int m = modality.ordinal();
            var cue = now.latest()[m];
            if (cue == null || StreamNumbers.freshness(cue, now.at()) == 0) continue;
            var baseline = levels.state(m);
            usual.add(new Usual(
                    modality,
                    distance(now.pooled().values()[m], levels.spreadOfValence(m)),
                    distance(now.pooled().levels()[m], levels.spreadOfArousal(m)),
                    baseline));
        }
        return usual;
    }

    private static Measurement distance(double relative, double spread) {
        return Double.isNaN(relative) ? SILENT : new Measurement.Measured(relative / spread, 1);
    }
}
