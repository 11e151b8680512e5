package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.ModelRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one person holds themself before the screen, against how they usually do; definition `posture/1`. Immutable.
///
/// @param distances,pitches one sample a second, in the order of time; distances are empty where nobody tells them
/// @param lastSample media time of the latest
/// @param usualDistance,usualPitch their medians; NaN without any
/// @param last media time of the latest reading
/// @param distance,pitch smoothed; NaN before the first
record Posture(
        List<Double> distances,
        List<Double> pitches,
        @Nullable Duration lastSample,
        double usualDistance,
        double usualPitch,
        @Nullable Duration last,
        double distance,
        double pitch) {
    private static final Definition DEFINITION = Definition.load(Posture.class, "posture", "1");
    private static final Duration INTERVAL = DEFINITION.seconds("sample.seconds");
    private static final int MOST = DEFINITION.whole("sample.most");
    private static final double LEAST_SECONDS = DEFINITION.number("least.seconds");
    private static final double SMOOTH = DEFINITION.number("smooth.seconds");
    private static final double LEAN_FULL = StrictMath.log(DEFINITION.number("lean.full"));
    private static final double LOW_FROM = DEFINITION.number("headLow.from");
    private static final double LOW_FULL = DEFINITION.number("headLow.full");

    static final Posture UNKNOWN =
            new Posture(List.of(), List.of(), null, Double.NaN, Double.NaN, null, Double.NaN, Double.NaN);

    Posture {
        distances = List.copyOf(distances);
        pitches = List.copyOf(pitches);
    }

    static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// @param howFar from the camera, in any unit; NaN when nobody tells it
    /// @param chin degrees, up is positive
    Posture with(Duration at, double howFar, double chin) {
        double share = last == null ? 1 : 1 - StrictMath.exp(-Seconds.of(at.minus(last)) / SMOOTH);
        double nextDistance = Double.isNaN(distance) ? howFar : Smoothing.mix(distance, howFar, share);
        double nextPitch = Double.isNaN(pitch) ? chin : Smoothing.mix(pitch, chin, share);
        if (lastSample != null && at.minus(lastSample).compareTo(INTERVAL) < 0)
            return new Posture(distances, pitches, lastSample, usualDistance, usualPitch, at, nextDistance, nextPitch);
        var nextDistances = more(distances, howFar);
        var nextPitches = more(pitches, chin);
        return new Posture(
                nextDistances,
                nextPitches,
                at,
                median(nextDistances),
                median(nextPitches),
                at,
                nextDistance,
                nextPitch);
    }

    /// The same person on a clock that was set.
    Posture onNewClock() {
        return new Posture(distances, pitches, null, usualDistance, usualPitch, null, Double.NaN, Double.NaN);
    }

    /// Those that are known.
    Map<Sign, Double> signs() {
        var signs = new EnumMap<Sign, Double>(Sign.class);
        if (isKnown(distances, distance)) {
            double nearer = StrictMath.log(usualDistance / distance) / LEAN_FULL;
            signs.put(Sign.LEAN_IN, Math.clamp(nearer, 0, 1));
            signs.put(Sign.LEAN_BACK, Math.clamp(-nearer, 0, 1));
        }
        if (isKnown(pitches, pitch))
            signs.put(Sign.HEAD_LOW, Math.clamp((usualPitch - pitch - LOW_FROM) / (LOW_FULL - LOW_FROM), 0, 1));
        return signs;
    }

    private static boolean isKnown(List<Double> samples, double now) {
        return samples.size() * Seconds.of(INTERVAL) >= LEAST_SECONDS && !Double.isNaN(now);
    }

    private static List<Double> more(List<Double> samples, double value) {
        if (Double.isNaN(value)) return samples;
        var more = new ArrayList<>(samples.size() < MOST ? samples : samples.subList(1, samples.size()));
        more.add(value);
        return more;
    }

    private static double median(List<Double> samples) {
        return samples.isEmpty()
                ? Double.NaN
                : FaceBaseline.median(
                        samples.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
