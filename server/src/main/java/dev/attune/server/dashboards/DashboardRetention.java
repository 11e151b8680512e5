package dev.attune.server.dashboards;

import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Days are kept for two years; hours only as long as anybody may look at them.
@Component
class DashboardRetention implements RetentionClock {
    private static final Duration HOURS = Duration.ofDays(3);

    private final CellTable table;
    private final Duration keep;

    DashboardRetention(CellTable table, @Value("${attune.retention.dashboards:730d}") Duration keep) {
        this.table = table;
        this.keep = keep;
    }

    @Override
    public String category() {
        return "dashboards";
    }

    @Override
    public Duration keep() {
        return keep;
    }

    @Override
    public int sweep(Instant olderThan) {
        return table.sweep(Grain.DAY, olderThan)
                + table.sweep(Grain.HOUR, olderThan.plus(keep).minus(HOURS));
    }
}
