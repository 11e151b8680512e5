package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What sensors told of one person's body against this person's usual; definition `physiology/1`. Immutable.
///
/// @param at media time of the latest observation
/// @param heart,skin deviation from usual with its time; null until told
record Body(
        Duration at,
        PersonalUsual heartRate,
        PersonalUsual skinConductance,
        @Nullable Deviation heart,
        @Nullable Deviation skin,
        Quality quality) {
    private static final Definition DEFINITION = PersonalUsual.definition();
    private static final Part HEART = Part.of("heartRate");
    private static final Part SKIN = Part.of("skinConductance");
    private static final double LEAST_CONDUCTANCE = DEFINITION.number("skinConductance.least");
    private static final double CONFIDENCE = DEFINITION.number("confidence");
    private static final Duration FRESH = DEFINITION.seconds("fresh.seconds");

    static Body of(PhysiologyObservation first) {
        return new Body(first.at(), PersonalUsual.UNKNOWN, PersonalUsual.UNKNOWN, null, null, first.quality())
                .with(first);
    }

    /// @param next not earlier than what is known
    Body with(PhysiologyObservation next) {
        var conductance = next.skinConductance().orElse(0) >= LEAST_CONDUCTANCE
                ? OptionalDouble.of(Math.log(next.skinConductance().getAsDouble()))
                : OptionalDouble.empty();
        return new Body(
                next.at(),
                with(heartRate, next.at(), next.heartRate()),
                with(skinConductance, next.at(), conductance),
                deviation(heartRate, heart, next.at(), next.heartRate(), HEART),
                deviation(skinConductance, skin, next.at(), conductance, SKIN),
                next.quality());
    }

    /// In [-1, 1], 0 = as usual.
    Measurement arousal() {
        double sum = 0;
        double weights = 0;
        if (heart != null && heart.isFresh(at)) {
            sum += HEART.weight() * HEART.share(heart.value());
            weights += HEART.weight();
        }
        if (skin != null && skin.isFresh(at)) {
            sum += SKIN.weight() * SKIN.share(skin.value());
            weights += SKIN.weight();
        }
        if (weights == 0) return new Measurement.NotMeasurable(Reason.BASELINE_MISSING);
        return new Measurement.Measured(Math.clamp(sum / weights, -1, 1), CONFIDENCE * quality.score());
    }

    private static PersonalUsual with(PersonalUsual usual, Duration at, OptionalDouble value) {
        return value.isEmpty() ? usual : usual.with(at, value.getAsDouble());
    }

    /// Against what was usual before this value.
    private static @Nullable Deviation deviation(
            PersonalUsual usual, @Nullable Deviation known, Duration at, OptionalDouble value, Part part) {
        if (value.isEmpty()) return known;
        return switch (usual.deviation(value.getAsDouble(), part.leastSpread())) {
            case Measurement.Measured measured -> new Deviation(at, measured.value());
            case Measurement.NotMeasurable missing -> null;
        };
    }

    /// @param value in the person's own standard deviations
    record Deviation(Duration at, double value) {
        boolean isFresh(Duration now) {
            return now.minus(at).compareTo(FRESH) <= 0;
        }
    }

    private record Part(double leastSpread, double full, double weight) {
        static Part of(String signal) {
            return new Part(
                    DEFINITION.number(signal + ".leastSpread"),
                    DEFINITION.number(signal + ".full"),
                    DEFINITION.number(signal + ".weight"));
        }

        double share(double deviation) {
            return Math.clamp(deviation / full, -1, 1);
        }
    }
}
