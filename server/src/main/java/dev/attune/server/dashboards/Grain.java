package dev.attune.server.dashboards;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How long one cell is, by UTC.
enum Grain {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Grain(ChronoUnit unit) {
        this.unit = unit;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    ChronoUnit unit() {
        return unit;
    }

    Instant begin(Instant at) {
        return at.truncatedTo(unit);
    }
}
