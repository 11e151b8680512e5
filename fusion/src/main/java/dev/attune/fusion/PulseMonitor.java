package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.PulseReading;
import dev.attune.signals.PulseTrace;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pulse of one face from the colour of its skin; definition `pulse-rppg/1`. Pure and causal:
/// `(state, sample) -> (state, reading)`, a reading about once a second of media time.
///
/// Frames may come at any rate and irregularly. Most of the work is to say no: a rate is given only
/// when it stands out of noise, in several regions, in both halves of the window, reading after
/// reading, when it is coloured like blood and when neither head nor light moves so.
public final class PulseMonitor {
    private static final Definition DEFINITION = Definition.load(PulseMonitor.class, "pulse-rppg", "1");
    private static final Duration LEAST = DEFINITION.seconds("window.least");
    private static final Duration MOST = DEFINITION.seconds("window.most");
    private static final Duration LONGEST_GAP = DEFINITION.seconds("gap.seconds");
    private static final Duration INTERVAL = DEFINITION.seconds("reading.seconds");
    private static final double LEAST_FRAMES_HERTZ = DEFINITION.number("frames.leastHz");
    private static final double GATE_DECIBELS = DEFINITION.number("gate.snrDb");
    private static final double FULL_DECIBELS = DEFINITION.number("confidence.fullDb");
    private static final double AGREE_HERTZ = DEFINITION.number("gate.agreeHz");
    private static final int READINGS = (int) DEFINITION.number("gate.readings");
    private static final double SECONDS_PER_MINUTE = 60;

    private PulseMonitor() {}

    public static ModelRef ref() {
        return DEFINITION.ref();
    }

    static Definition definition() {
        return DEFINITION;
    }

    /// @param sample not earlier than the one before; one at the same time is ignored, an earlier one starts anew
    public static PulseStep step(PulseState before, int trackId, PulseSample sample) {
        var last = before.last();
        if (last != null && sample.at().equals(last)) return new PulseStep(before, null);
        var state = last == null || isContinued(last, sample.at()) ? before : PulseState.initial();
        state = state.with(sample);
        if (!isDue(state, sample.at())) return new PulseStep(state, null);
        return read(state, trackId, sample.at());
    }

    private static boolean isContinued(Duration last, Duration at) {
        return at.compareTo(last) > 0 && at.minus(last).compareTo(LONGEST_GAP) <= 0;
    }

    private static boolean isDue(PulseState state, Duration at) {
        var since = state.lastReading() == null ? state.first() : state.lastReading();
        return since != null && at.minus(since).compareTo(INTERVAL) >= 0;
    }

    private static PulseStep read(PulseState state, int trackId, Duration at) {
        var samples = state.samples(at.compareTo(MOST) > 0 ? at.minus(MOST) : Duration.ZERO);
        var window = at.minus(samples.getFirst().at());
        if (window.compareTo(LEAST) < 0) return missing(state, trackId, at, window, Reason.NOT_ENOUGH_EVIDENCE);
        if (frameRateHz(samples) < LEAST_FRAMES_HERTZ)
            return missing(state, trackId, at, window, Reason.FRAME_RATE_TOO_LOW);
        var view = PulseView.of(samples);
        var obstacle = view.obstacle();
        if (obstacle != null) return missing(state, trackId, at, window, obstacle);
        var candidate = view.candidate();
        var after = state.read(at, candidate.hertz(), READINGS);
        var refusal = refusal(view, candidate, after.candidates());
        if (refusal != null) {
            var trace = new PulseTrace(candidate.method(), candidate.snrDb(), List.of());
            var none = new Measurement.NotMeasurable(refusal);
            return new PulseStep(after, new PulseReading(at, trackId, none, none, trace, window, ref()));
        }
        double confidence = Math.clamp((candidate.snrDb() - GATE_DECIBELS) / (FULL_DECIBELS - GATE_DECIBELS), 0, 1);
        var rate = new Measurement.Measured(candidate.hertz() * SECONDS_PER_MINUTE, confidence);
        var variability = PulseVariability.of(state.samples(Duration.ZERO), candidate, confidence);
        var trace = new PulseTrace(candidate.method(), candidate.snrDb(), candidate.wave());
        return new PulseStep(after, new PulseReading(at, trackId, rate, variability, trace, window, ref()));
    }

    /// Why a candidate is not believed; null when it is.
    private static @Nullable Reason refusal(PulseView view, PulseCandidate candidate, List<Double> candidates) {
        if (candidate.snrDb() < GATE_DECIBELS) return Reason.NO_RELIABLE_SIGNAL;
        if (!view.regionsAgree(candidate) || !candidate.holdsInBothHalves() || !view.isColouredLikeBlood(candidate))
            return Reason.NO_RELIABLE_SIGNAL;
        if (view.headMovesAt(candidate.hertz())) return Reason.HEAD_MOVING;
        if (candidates.size() < READINGS) return Reason.NOT_ENOUGH_EVIDENCE;
        boolean steady = candidates.stream().allMatch(hertz -> Math.abs(hertz - candidate.hertz()) <= AGREE_HERTZ);
        return steady ? null : Reason.NO_RELIABLE_SIGNAL;
    }

    private static PulseStep missing(PulseState state, int trackId, Duration at, Duration window, Reason reason) {
        var none = new Measurement.NotMeasurable(reason);
        return new PulseStep(state.read(at), new PulseReading(at, trackId, none, none, null, window, ref()));
    }

    /// From the median interval, so that single lost frames do not count.
    static double frameRateHz(List<PulseSample> samples) {
        double[] intervals = new double[samples.size() - 1];
        for (int i = 0; i < intervals.length; i++)
            intervals[i] =
                    Seconds.of(samples.get(i + 1).at().minus(samples.get(i).at()));
        Arrays.sort(intervals);
        return 1 / intervals[intervals.length / 2];
    }
}
