package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Fatigue, boredom and stress of one face: states that need many seconds; definition `slow-states/1`. Immutable.
///
/// Without the evidence that the definition asks for there is no number, and no state stands in for another.
///
/// @param seconds the last minute, second by second, the running one last
/// @param last media time of the latest readable frame
record SlowStates(List<Second> seconds, @Nullable Duration last) {
    private static final Definition DEFINITION = Definition.load(SlowStates.class, "slow-states", "1");
    private static final double FATIGUE_SECONDS = DEFINITION.number("fatigue.seconds");
    private static final double PERCLOS_FULL = DEFINITION.number("fatigue.perclosFull");
    private static final double BLINK_FROM = DEFINITION.number("fatigue.blinkFrom");
    private static final double BLINK_FULL = DEFINITION.number("fatigue.blinkFull");
    private static final double PERCLOS_WEIGHT = DEFINITION.number("fatigue.perclosWeight");
    private static final double FEWEST_BLINKS = DEFINITION.number("fatigue.fewestBlinks");
    private static final double BOREDOM_SECONDS = DEFINITION.number("boredom.seconds");
    private static final double ENGAGEMENT_FULL = DEFINITION.number("boredom.engagementFull");
    private static final double STRESS_SECONDS = DEFINITION.number("stress.seconds");
    private static final double UNITS_FULL = DEFINITION.number("stress.unitsFull");
    private static final double UNITS_WEIGHT = DEFINITION.number("stress.unitsWeight");
    private static final double RATE_FROM = DEFINITION.number("stress.blinkRateFrom");
    private static final double RATE_FULL = DEFINITION.number("stress.blinkRateFull");
    private static final double EVIDENCE = DEFINITION.number("evidence");
    private static final double LONGEST_GAP = DEFINITION.number("longestGapSeconds");
    private static final long KEPT = 60;

    static final SlowStates EMPTY = new SlowStates(List.of(), null);

    SlowStates {
        seconds = List.copyOf(seconds);
    }

    static Definition definition() {
        return DEFINITION;
    }

    /// @param neutral probability of the neutral expression, in [0, 1]
    /// @param engagement in [0, 1]
    SlowStates with(Duration at, double neutral, double engagement, List<ActionUnit> units, double quality) {
        double time = last == null ? 0 : Math.min(LONGEST_GAP, Seconds.of(at.minus(last)));
        var tension = tension(units);
        long number = at.toSeconds();
        var kept = new ArrayList<Second>(seconds.size() + 1);
        for (var second : seconds) if (number - second.number() < KEPT) kept.add(second);
        var before = !kept.isEmpty() && kept.getLast().number() == number
                ? kept.removeLast()
                : new Second(number, 0, 0, 0, 0, 0, 0);
        kept.add(new Second(
                number,
                before.time() + time,
                before.neutral() + time * neutral,
                before.engagement() + time * engagement,
                before.tension() + time * tension[0],
                before.trust() + time * tension[1],
                before.quality() + time * quality));
        return new SlowStates(kept, at);
    }

    /// @param blinkRate per minute
    /// @param blinks what the last minute's blinks were like
    Map<State, Measurement> estimate(Measurement perclos, Measurement blinkRate, LastMinute blinks) {
        var states = new EnumMap<State, Measurement>(State.class);
        var slowness = slowness(blinks);
        states.put(State.FATIGUE, fatigue(perclos, slowness));
        states.put(State.BOREDOM, boredom(slowness));
        states.put(State.STRESS, stress(blinkRate));
        return states;
    }

    static Map<State, Measurement> notMeasurable(Reason reason) {
        var not = new Measurement.NotMeasurable(reason);
        return Map.of(State.FATIGUE, not, State.BOREDOM, not, State.STRESS, not);
    }

    /// 0 = blinks of usual length, 1 = slow ones.
    private static Measurement slowness(LastMinute blinks) {
        return switch (blinks.meanBlinkSeconds(FEWEST_BLINKS)) {
            case Measurement.Measured length ->
                new Measurement.Measured(
                        Math.clamp((length.value() - BLINK_FROM) / (BLINK_FULL - BLINK_FROM), 0, 1),
                        length.confidence());
            case Measurement.NotMeasurable missing -> missing;
        };
    }

    /// Without enough blinks PERCLOS speaks alone, with less confidence.
    private Measurement fatigue(Measurement perclos, Measurement slowness) {
        if (time(FATIGUE_SECONDS) < EVIDENCE * FATIGUE_SECONDS) return tooEarly();
        return switch (perclos) {
            case Measurement.NotMeasurable missing -> missing;
            case Measurement.Measured share -> {
                double closed = Math.min(1, share.value() / PERCLOS_FULL);
                yield switch (slowness) {
                    case Measurement.NotMeasurable missing ->
                        new Measurement.Measured(closed, PERCLOS_WEIGHT * share.confidence());
                    case Measurement.Measured slow ->
                        new Measurement.Measured(
                                PERCLOS_WEIGHT * closed + (1 - PERCLOS_WEIGHT) * slow.value(), share.confidence());
                };
            }
        };
    }

    private Measurement boredom(Measurement slowness) {
        double time = time(BOREDOM_SECONDS);
        if (time < EVIDENCE * BOREDOM_SECONDS) return tooEarly();
        return switch (slowness) {
            case Measurement.NotMeasurable missing -> missing;
            case Measurement.Measured slow -> {
                double flat = mean(Second::neutral, BOREDOM_SECONDS);
                double still = 1 - Math.min(1, mean(Second::engagement, BOREDOM_SECONDS) / ENGAGEMENT_FULL);
                yield measured(flat * still * slow.value(), slow.confidence() * mean(Second::quality, BOREDOM_SECONDS));
            }
        };
    }

    private Measurement stress(Measurement blinkRate) {
        double time = time(STRESS_SECONDS);
        if (time < EVIDENCE * STRESS_SECONDS) return tooEarly();
        return switch (blinkRate) {
            case Measurement.NotMeasurable missing -> missing;
            case Measurement.Measured rate -> {
                double quick = Math.clamp((rate.value() - RATE_FROM) / (RATE_FULL - RATE_FROM), 0, 1);
                yield measured(
                        UNITS_WEIGHT * mean(Second::tension, STRESS_SECONDS) + (1 - UNITS_WEIGHT) * quick,
                        rate.confidence() * mean(Second::trust, STRESS_SECONDS));
            }
        };
    }

    /// Mean of the three parts in [0, 1], and the mean reliability of the units behind it.
    private static double[] tension(List<ActionUnit> units) {
        double brows = 0;
        double lips = 0;
        double browTrust = 0;
        double lipTrust = 0;
        for (var unit : units) {
            double strength = Math.min(1, unit.intensity() / UNITS_FULL);
            switch (unit.number()) {
                case 1, 4 -> {
                    brows = Math.max(brows, strength);
                    browTrust = Math.max(browTrust, unit.reliability());
                }
                case 20, 24 -> {
                    lips += strength;
                    lipTrust += unit.reliability();
                }
                default -> {} // not part of the definition
            }
        }
        return new double[] {(brows + lips) / 3, Math.min(1, (browTrust + lipTrust) / 3)};
    }

    private static Measurement tooEarly() {
        return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    }

    private static Measurement measured(double value, double confidence) {
        return new Measurement.Measured(Math.clamp(value, 0, 1), Math.clamp(confidence, 0, 1));
    }

    private double time(double window) {
        return sum(Second::time, window);
    }

    private double mean(ToDoubleFunction<Second> value, double window) {
        return sum(value, window) / Math.max(1e-9, time(window));
    }

    private double sum(ToDoubleFunction<Second> value, double window) {
        double sum = 0;
        if (seconds.isEmpty()) return 0;
        long now = seconds.getLast().number();
        for (var second : seconds) if (now - second.number() < window) sum += value.applyAsDouble(second);
        return sum;
    }

    /// Sums over the readable time of one second of media time.
    ///
    /// @param number whole seconds of media time
    record Second(
            long number,
            double time,
            double neutral,
            double engagement,
            double tension,
            double trust,
            double quality) {}
}
