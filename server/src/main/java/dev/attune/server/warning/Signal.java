package dev.attune.server.warning;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.attune.decisions.warning.NegativeShare;
import dev.attune.server.customers.CustomerEvent;
import java.util.Locale;
import java.util.OptionalDouble;

/// What a rule reads: displayed affect or one kind of answer, never both. Higher is better for all.
enum Signal {
    /// Valence, -1..1.
    AFFECT(2, NegativeShare.NEGATIVE_BELOW),
    /// 1..5; dissatisfied is 1 or 2.
    CSAT(4, 2.5),
    /// 0..10; a detractor is 0..6.
    NPS(10, 6.5),
    /// 1 (hard)..7 (easy); hard is 1..3.
    CES(6, 3.5);

    private static final double RESOLUTION = 0.025; // of the scale: a spread below this counts as this

    private final double range;
    private final double negativeBelow;

    Signal(double range, double negativeBelow) {
        this.range = range;
        this.negativeBelow = negativeBelow;
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    double leastSpread() {
        return range * RESOLUTION;
    }

    boolean isNegative(double reading) {
        return reading < negativeBelow;
    }

    OptionalDouble reading(CustomerEvent event) {
        var valence = event.valence();
        if (this == AFFECT) return valence == null ? OptionalDouble.empty() : OptionalDouble.of(valence);
        var score = event.score();
        return score != null && event.type().equals(CustomerEvent.SURVEY + id())
                ? OptionalDouble.of(score)
                : OptionalDouble.empty();
    }
}
