package dev.attune.fusion;

import dev.attune.face.ActionUnitReader;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Baseline;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What another source tells of one person's face at rest; the rules of `personal-baseline/1` on
/// action units instead of measures. Immutable.
///
/// A headset that sits askew tells a frown for hours: the median of neutral-like readings is taken
/// off, shrunk to 0, the source's own neutral face. A reading in which a reliable unit stands
/// out of what is known never enters: a lasting expression must not become the new zero.
///
/// @param samples neutral-like readings, in the order of time
/// @param interval least time between two samples; doubles whenever the samples are thinned
/// @param lastSample media time of the latest
/// @param rest intensities at rest by number: left, right
record UnitsUsual(
        List<List<ActionUnit>> samples,
        Duration interval,
        @Nullable Duration lastSample,
        Map<Integer, List<Double>> rest) {
    private static final Definition DEFINITION = Definition.load(UnitsUsual.class, "personal-baseline", "1");
    private static final double PROBABILITY = DEFINITION.number("neutral.probability");
    private static final double QUALITY = DEFINITION.number("neutral.quality");
    private static final double ANCHOR_INTENSITY = DEFINITION.number("anchor.intensity");
    private static final double ANCHOR_RELIABILITY = DEFINITION.number("anchor.reliability");
    private static final int MOST_SAMPLES = (int) DEFINITION.number("sample.most");
    private static final double PRIOR_SECONDS = DEFINITION.number("prior.seconds");
    private static final double PERSONAL_SECONDS = DEFINITION.number("personal.seconds");

    static final UnitsUsual UNKNOWN = new UnitsUsual(List.of(), DEFINITION.seconds("sample.seconds"), null, Map.of());

    UnitsUsual {
        samples = List.copyOf(samples);
        rest = Map.copyOf(rest);
    }

    Baseline state() {
        if (samples.isEmpty()) return Baseline.POPULATION;
        return knownSeconds() < PERSONAL_SECONDS ? Baseline.PROVISIONAL : Baseline.PERSONAL;
    }

    /// The intensities above rest, stretched so that 5 stays 5.
    List<ActionUnit> above(List<ActionUnit> told) {
        if (rest.isEmpty()) return told;
        return told.stream().map(this::above).toList();
    }

    /// Learns from the reading if it is neutral-like and enough time has passed.
    ///
    /// @param told as the source tells them
    /// @param expression what the source reads itself; null when it reads none
    UnitsUsual learn(Duration at, List<ActionUnit> told, @Nullable EmotionDistribution expression, double quality) {
        if (lastSample != null && at.compareTo(lastSample.plus(interval)) < 0) return this;
        if (told.isEmpty() || quality < QUALITY) return this;
        if (expression != null && expression.of(Emotion.NEUTRAL) < PROBABILITY) return this;
        if (!isAtRest(told)) return this;
        var more = new ArrayList<>(samples);
        more.add(told);
        if (more.size() <= MOST_SAMPLES) return with(more, interval, at);
        var thinned = new ArrayList<List<ActionUnit>>();
        for (int i = 0; i < more.size(); i += 2) thinned.add(more.get(i));
        return with(thinned, interval.multipliedBy(2), at);
    }

    /// The same knowledge on a clock that was set back.
    UnitsUsual onNewClock() {
        return new UnitsUsual(samples, interval, null, rest);
    }

    private double knownSeconds() {
        return samples.size() * Seconds.of(interval);
    }

    private ActionUnit above(ActionUnit unit) {
        var usual = rest.get(unit.number());
        if (usual == null) return unit;
        double left = above(unit.left(), usual.get(0));
        double right = above(unit.right(), usual.get(1));
        double enter = ActionUnitReader.enter(unit.number());
        var presence = ActionUnit.tellsPresence(unit.evidence(), unit.reliability())
                ? Presence.of(left >= enter, right >= enter)
                : Presence.UNKNOWN;
        return new ActionUnit(unit.number(), left, right, unit.reliability(), unit.evidence(), presence);
    }

    private static double above(double intensity, double usual) {
        double most = ActionUnit.MAX_INTENSITY;
        return usual >= most ? 0 : Math.max(0, intensity - usual) * most / (most - usual);
    }

    private boolean isAtRest(List<ActionUnit> told) {
        return above(told).stream()
                .filter(unit -> unit.reliability() >= ANCHOR_RELIABILITY && !UnitsTrack.isLid(unit.number()))
                .allMatch(unit -> unit.intensity() <= ANCHOR_INTENSITY);
    }

    private static UnitsUsual with(List<List<ActionUnit>> samples, Duration interval, Duration at) {
        double n = samples.size() * Seconds.of(interval);
        double own = n / (n + PRIOR_SECONDS);
        var left = new HashMap<Integer, List<Double>>();
        var right = new HashMap<Integer, List<Double>>();
        for (var sample : samples)
            for (var unit : sample) {
                left.computeIfAbsent(unit.number(), number -> new ArrayList<>()).add(unit.left());
                right.computeIfAbsent(unit.number(), number -> new ArrayList<>())
                        .add(unit.right());
            }
        var rest = new HashMap<Integer, List<Double>>();
        left.forEach((number, values) ->
                rest.put(number, List.of(own * median(values), own * median(right.getOrDefault(number, values)))));
        return new UnitsUsual(samples, interval, at, rest);
    }

    private static double median(List<Double> values) {
        return FaceBaseline.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
