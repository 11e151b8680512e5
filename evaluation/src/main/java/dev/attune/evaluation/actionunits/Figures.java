package dev.attune.evaluation.actionunits;

import dev.attune.evaluation.statistics.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/// How figures are written: three decimals for programs, two for people.
final class Figures {
    private Figures() {}

    static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    /// Nothing where there is no value.
    static void put(ObjectNode object, String name, OptionalDouble value) {
        value.ifPresent(known -> object.put(name, rounded(known)));
    }

    /// Nothing where there is no interval.
    static void put(ObjectNode object, String name, Optional<Interval> interval) {
        interval.ifPresent(
                known -> object.putArray(name).add(rounded(known.low())).add(rounded(known.high())));
    }

    /// A dash where there is no value.
    static String two(OptionalDouble value) {
        return value.isEmpty() ? "–" : two(value.getAsDouble());
    }

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// `0.81 [0.79, 0.83]`, the form for one cell.
    static String two(OptionalDouble value, Optional<Interval> interval) {
        return two(value)
                + interval.map(known -> " [%s, %s]".formatted(two(known.low()), two(known.high())))
                        .orElse("");
    }
}
