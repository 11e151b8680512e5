package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is usual of one quantity for one person in this stream: median and spread of its first two
/// minutes; definition `physiology/1`. Immutable.
///
/// Nothing is learnt afterwards: a usual that followed the person would take every lasting excitement
/// for ordinary.
///
/// @param samples in the order of time
/// @param first,last media time of the first and the latest sample; null before
public record PersonalUsual(
        List<Double> samples,
        @Nullable Duration first,
        @Nullable Duration last) {
    private static final Definition DEFINITION = Definition.load(PersonalUsual.class, "physiology", "1");
    private static final Duration LEARNING = DEFINITION.seconds("usual.seconds");
    private static final Duration EVIDENCE = DEFINITION.seconds("usual.evidenceSeconds");
    private static final Duration INTERVAL = DEFINITION.seconds("usual.sampleSeconds");
    private static final double LEAST_HEART_RATE_SPREAD = DEFINITION.number("heartRate.leastSpread");
    private static final double MAD_TO_STANDARD_DEVIATION = 1.4826; // of a normal distribution

    public static final PersonalUsual UNKNOWN = new PersonalUsual(List.of(), null, null);

    public PersonalUsual {
        samples = List.copyOf(samples);
    }

    static Definition definition() {
        return DEFINITION;
    }

    public PersonalUsual with(Duration at, double value) {
        if (first == null || last == null) return new PersonalUsual(List.of(value), at, at);
        if (at.minus(first).compareTo(LEARNING) > 0 || at.compareTo(last.plus(INTERVAL)) < 0) return this;
        var more = new ArrayList<>(samples);
        more.add(value);
        return new PersonalUsual(more, first, at);
    }

    /// [#deviation] of a heart rate from this person's usual one.
    public Measurement heartRateDeviation(double perMinute) {
        return deviation(perMinute, LEAST_HEART_RATE_SPREAD);
    }

    /// How far a value is from usual, in the person's own standard deviations, of which one is at
    /// least `leastSpread`.
    ///
    /// @return not measurable before half a minute is known
    Measurement deviation(double value, double leastSpread) {
        if (first == null || last == null || last.minus(first).compareTo(EVIDENCE) < 0)
            return new Measurement.NotMeasurable(Reason.BASELINE_MISSING);
        var values = samples.stream().mapToDouble(Double::doubleValue).toArray();
        double centre = FaceBaseline.median(values);
        for (int i = 0; i < values.length; i++) values[i] = Math.abs(values[i] - centre);
        double spread = Math.max(leastSpread, MAD_TO_STANDARD_DEVIATION * FaceBaseline.median(values));
        return new Measurement.Measured((value - centre) / spread, 1);
    }
}
