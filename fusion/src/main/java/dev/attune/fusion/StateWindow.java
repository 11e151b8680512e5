package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Gaze;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The last two seconds of one face, from which states are estimated; definition
/// `model-defined-states/1`. Immutable.
///
/// @param samples in the order of time
record StateWindow(List<Sample> samples) {
    private static final Definition DEFINITION = Definition.load(StateWindow.class, "model-defined-states", "1");
    private static final Duration LENGTH = DEFINITION.seconds("window.seconds");
    private static final double EVIDENCE = DEFINITION.number("window.evidence");
    private static final double LONGEST_GAP_SECONDS = DEFINITION.number("window.longestGapSeconds");
    private static final double BROW_WEIGHT = DEFINITION.number("confusion.AU04");
    private static final double LID_WEIGHT = DEFINITION.number("confusion.AU07");
    private static final double CONFUSION_FULL = DEFINITION.number("confusion.full");
    private static final double SMILE = DEFINITION.number("confusion.smile");
    private static final List<Integer> ENGAGEMENT_UNITS = DEFINITION.integers("engagement.units");
    private static final double GAZE_YAW = DEFINITION.number("attention.gazeYaw");
    private static final double GAZE_UP = DEFINITION.number("attention.gazeUp");
    private static final double GAZE_DOWN = DEFINITION.number("attention.gazeDown");
    private static final double HEAD_YAW = DEFINITION.number("attention.headYaw");
    private static final double HEAD_PITCH = DEFINITION.number("attention.headPitch");
    private static final double INTEREST_FULL = DEFINITION.number("interest.full");

    static Definition definition() {
        return DEFINITION;
    }

    static final StateWindow EMPTY = new StateWindow(List.of());

    StateWindow {
        samples = List.copyOf(samples);
    }

    /// @param looking whether the open eyes, or else the head, point at the screen
    /// @param quality of the face, in [0, 1]
    /// @param actionUnits smoothed, against the baseline
    StateWindow with(Duration at, boolean looking, double quality, List<ActionUnit> actionUnits) {
        double seconds = samples.isEmpty()
                ? 0
                : Math.min(
                        LONGEST_GAP_SECONDS,
                        Seconds.of(at.minus(samples.getLast().at())));
        var kept = new ArrayList<Sample>();
        for (var sample : samples) if (at.minus(sample.at()).compareTo(LENGTH) < 0) kept.add(sample);
        var intensity = new HashMap<Integer, Double>();
        for (var unit : actionUnits) intensity.put(unit.number(), unit.intensity());
        kept.add(new Sample(at, seconds, confusion(intensity), engagement(intensity), looking, quality));
        return new StateWindow(kept);
    }

    /// The states this build estimates, or why there is no estimate yet.
    Map<State, Measurement> estimate() {
        double seconds = samples.stream().mapToDouble(Sample::seconds).sum();
        double coverage = Math.min(1, seconds / Seconds.of(LENGTH));
        if (coverage < EVIDENCE) return notMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        double attention = mean(sample -> sample.looking() ? 1 : 0);
        double engagement = mean(Sample::engagement);
        double confusion = mean(Sample::confusion);
        double confidence = coverage * mean(Sample::quality);
        var states = new EnumMap<State, Measurement>(State.class);
        states.put(State.CONFUSION, measured(confusion, confidence));
        states.put(State.ENGAGEMENT, measured(engagement, confidence));
        states.put(State.ATTENTION, measured(attention, confidence));
        double interest = attention * Math.min(1, engagement / INTEREST_FULL) * (1 - confusion);
        states.put(State.INTEREST, measured(interest, confidence));
        return states;
    }

    static Map<State, Measurement> notMeasurable(Reason reason) {
        var states = new EnumMap<State, Measurement>(State.class);
        for (var state : List.of(State.CONFUSION, State.ENGAGEMENT, State.ATTENTION, State.INTEREST))
            states.put(state, new Measurement.NotMeasurable(reason));
        return states;
    }

    /// Each sample counts for the time since the one before.
    private double mean(ToDoubleFunction<Sample> value) {
        double sum = 0;
        double seconds = 0;
        for (var sample : samples) {
            sum += sample.seconds() * value.applyAsDouble(sample);
            seconds += sample.seconds();
        }
        return sum / seconds;
    }

    private static Measurement measured(double value, double confidence) {
        return new Measurement.Measured(Math.clamp(value, 0, 1), Math.clamp(confidence, 0, 1));
    }

    private static double confusion(Map<Integer, Double> intensity) {
        double brow = Math.min(1, intensity.getOrDefault(4, 0.0) / CONFUSION_FULL);
        double lid = Math.min(1, intensity.getOrDefault(7, 0.0) / CONFUSION_FULL);
        double smile = Math.min(1, intensity.getOrDefault(12, 0.0) / SMILE);
        return brow * (BROW_WEIGHT + LID_WEIGHT * lid) * (1 - smile); // tight lids alone are no confusion
    }

    /// Of the latest frame; 0 without one.
    double latestEngagement() {
        return samples.isEmpty() ? 0 : samples.getLast().engagement();
    }

    private static double engagement(Map<Integer, Double> intensity) {
        double sum = 0;
        for (int unit : ENGAGEMENT_UNITS)
            sum += Math.min(1, intensity.getOrDefault(unit, 0.0) / ActionUnit.MAX_INTENSITY);
        return sum / ENGAGEMENT_UNITS.size();
    }

    /// By the gaze where it is known, else by the head.
    static boolean isLooking(FaceObservation face) {
        var gaze = face.gaze();
        return gaze != null
                ? isLooking(gaze)
                : isFacing(face.pose().yaw(), face.pose().pitch());
    }

    static boolean isLooking(Gaze gaze) {
        return Math.abs(gaze.yaw()) <= GAZE_YAW && gaze.pitch() <= GAZE_UP && gaze.pitch() >= -GAZE_DOWN;
    }

    static boolean isFacing(double yawDegrees, double pitchDegrees) {
        return Math.abs(yawDegrees) <= HEAD_YAW && Math.abs(pitchDegrees) <= HEAD_PITCH;
    }

    /// @param seconds how long this sample counts
    /// @param confusion in [0, 1]
    /// @param engagement in [0, 1]
    record Sample(Duration at, double seconds, double confusion, double engagement, boolean looking, double quality) {}
}
