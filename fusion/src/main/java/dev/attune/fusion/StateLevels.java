package dev.attune.fusion;

import static dev.attune.fusion.StreamNumbers.MODALITIES;

import dev.attune.signals.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How probable each state is, smoothed and with hysteresis; definition `stream-states/2`. Immutable; the arrays are by
/// [State#ordinal()].
final class StateLevels {
    private static final int STATES = State.values().length;
    private static final double SMOOTHING_SHARE = 1.0 / 3; // of the window: 95 % of a step is reached within it

    static final StateLevels UNKNOWN = new StateLevels(nan(), new double[STATES], 0);

    private final double[] probability; // NaN before the first input
    private final double[] evidence; // seconds with an input, at most the window
    private final int active; // bits

    private StateLevels(double[] probability, double[] evidence, int active) {
        this.probability = probability;
        this.evidence = evidence;
        this.active = active;
    }

    /// @param seconds since the step before
    StateLevels next(@Nullable Cue[] latest, Pooled pooled, double yawns, long now, double seconds) {
        var trust = trust(latest, now);
        var nextProbability = probability.clone();
        var nextEvidence = evidence.clone();
        int nextActive = active;
        double window = -1;
        double weight = 0;
        for (int s = 0; s < STATES; s++) {
            var definition = StreamState.ALL.get(s);
            double logit = definition.logit(latest, trust, pooled, yawns);
            boolean told = !Double.isNaN(logit);
            nextEvidence[s] = Math.clamp(nextEvidence[s] + (told ? seconds : -seconds), 0, definition.seconds());
            if (told) {
                double newest = 1 / (1 + StrictMath.exp(-logit));
                if (Double.isNaN(nextProbability[s])) nextProbability[s] = newest;
                else {
                    if (definition.seconds() != window) {
                        window = definition.seconds();
                        weight = StreamNumbers.weight(seconds, window * SMOOTHING_SHARE);
                    }
                    nextProbability[s] += weight * (newest - nextProbability[s]);
                }
            }
            boolean measured = nextEvidence[s] >= Math.min(definition.evidence(), definition.seconds());
            boolean was = (nextActive & 1 << s) != 0;
            boolean is = measured && nextProbability[s] >= (was ? definition.leave() : definition.enter());
            nextActive = is ? nextActive | 1 << s : nextActive & ~(1 << s);
        }
        return new StateLevels(nextProbability, nextEvidence, nextActive);
    }

    /// How far the newest cue of each modality can be trusted now, in [0, 1].
    static double[] trust(@Nullable Cue[] latest, long now) {
        var trust = new double[MODALITIES];
        for (int m = 0; m < MODALITIES; m++) {
            var cue = latest[m];
            if (cue != null) trust[m] = StreamNumbers.freshness(cue, now) * cue.quality();
        }
        return trust;
    }

    /// NaN until there is enough evidence.
    double probability(State state) {
        var definition = StreamState.ALL.get(state.ordinal());
        return evidence[state.ordinal()] >= Math.min(definition.evidence(), definition.seconds())
                ? probability[state.ordinal()]
                : Double.NaN;
    }

    /// Seconds with an input in the window.
    double evidence(State state) {
        return evidence[state.ordinal()];
    }

    boolean isActive(State state) {
        return (active & 1 << state.ordinal()) != 0;
    }

    void writeTo(DataOutput out) throws IOException {
        for (int s = 0; s < STATES; s++) {
            out.writeDouble(probability[s]);
            out.writeDouble(evidence[s]);
        }
        out.writeInt(active);
    }

    static StateLevels readFrom(DataInput in) throws IOException {
        var probability = new double[STATES];
        var evidence = new double[STATES];
        for (int s = 0; s < STATES; s++) {
            probability[s] = in.readDouble();
            evidence[s] = in.readDouble();
        }
        return new StateLevels(probability, evidence, in.readInt());
    }

    private static double[] nan() {
        var nan = new double[STATES];
        Arrays.fill(nan, Double.NaN);
        return nan;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateLevels that
                && Arrays.equals(probability, that.probability)
                && Arrays.equals(evidence, that.evidence)
                && active == that.active;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(probability) + active;
    }
}
