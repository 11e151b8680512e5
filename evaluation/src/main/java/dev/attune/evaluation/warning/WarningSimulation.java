package dev.attune.evaluation.warning;

import dev.attune.decisions.warning.FallDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Steady readings, which must raise no alarm, and readings that fall at a known time.
///
/// @param people streams of readings for each figure
public record WarningSimulation(long seed, int people) {
    private static final double LEAST_SPREAD = 0.05; // as the server has it for valence
    private static final int STEADY = 500;
    private static final int BEFORE = 50;
    private static final int AFTER = 100;
    private static final List<Double> LIMITS = List.of(5.0, 7.0, 10.0); // early, balanced, sure
    private static final List<Double> FALLS = List.of(0.5, 1.0, 2.0);

    public WarningSimulation {
        if (people < 1) throw new IllegalArgumentException("at least one stream is needed, got " + people);
    }

    /// What readings look like while nothing changes.
    public enum Shape {
        /// Around 0 with a standard deviation of 0.3.
        NORMAL(0.3),
        /// −0.6, 0 or 0.6, as a coarse sentiment says.
        THREE_VALUES(0.476),
        /// Mostly positive, cut off at 1, in tenths.
        SKEWED(0.32);

        private final double deviation;

        Shape(double deviation) {
            this.deviation = deviation;
        }

        double draw(Random random) {
            return switch (this) {
                case NORMAL -> deviation * random.nextGaussian();
                case THREE_VALUES -> {
                    double chance = random.nextDouble();
                    yield chance < 0.25 ? -0.6 : chance < 0.6 ? 0 : 0.6;
                }
                case SKEWED -> Math.round(10 * Math.clamp(0.3 + 0.35 * random.nextGaussian(), -1, 1)) / 10.0;
            };
        }
    }

    /// @param falsePer1000 alarms in 1,000 steady readings
    public record FalseAlarms(double limit, Shape shape, long readings, long alarms, double falsePer1000) {}

    /// @param fall in standard deviations
    /// @param noticed share of streams with an alarm within 100 readings
    /// @param median readings until then, of those
    public record Delay(double limit, Shape shape, double fall, double noticed, int median) {}

    public record Result(List<FalseAlarms> falseAlarms, List<Delay> delays) {}

    public Result run() {
        var falseAlarms = new ArrayList<FalseAlarms>();
        var delays = new ArrayList<Delay>();
        for (double limit : LIMITS)
            for (var shape : Shape.values()) {
                falseAlarms.add(falseAlarms(limit, shape));
                for (double fall : FALLS) delays.add(delay(limit, shape, fall));
            }
        return new Result(falseAlarms, delays);
    }

    private FalseAlarms falseAlarms(double limit, Shape shape) {
        var detector = new FallDetector(limit, LEAST_SPREAD);
        var random = new Random(seed);
        long alarms = 0;
        for (int person = 0; person < people; person++) {
            var state = FallDetector.State.FIRST;
            for (int i = 0; i < STEADY; i++) {
                var step = detector.next(state, shape.draw(random), at(i));
                state = step.state();
                if (step.alarm().isPresent()) alarms++;
            }
        }
        long readings = (long) people * STEADY;
        return new FalseAlarms(limit, shape, readings, alarms, 1000.0 * alarms / readings);
    }

    private Delay delay(double limit, Shape shape, double fall) {
        var detector = new FallDetector(limit, LEAST_SPREAD);
        var random = new Random(seed);
        var delays = new ArrayList<Integer>();
        for (int person = 0; person < people; person++) {
            var state = FallDetector.State.FIRST;
            for (int i = 0; i < BEFORE + AFTER; i++) {
                double reading = shape.draw(random) - (i < BEFORE ? 0 : fall * shape.deviation);
                var step = detector.next(state, reading, at(i));
                state = step.state();
                if (i < BEFORE || step.alarm().isEmpty()) continue;
                delays.add(i - BEFORE + 1);
                break;
            }
        }
        Collections.sort(delays);
        return new Delay(
                limit,
                shape,
                fall,
                delays.size() / (double) people,
                delays.isEmpty() ? 0 : delays.get(delays.size() / 2));
    }

    private static Instant at(int reading) {
        return Instant.EPOCH.plus(Duration.ofHours(reading));
    }
}
