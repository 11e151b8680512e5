package dev.attune.server.trust;

import dev.attune.policy.parity.Measure;
import dev.attune.policy.parity.Moments;
import dev.attune.policy.parity.Parity;
import dev.attune.server.database.GroupCommit;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people get who let the service adapt to them, and what the others get. Kept are sums per day, nobody's visits.
@Component
class ServiceLevels {
    private static final Duration LOOKING_BACK = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final InstantSource clock;

    ServiceLevels(JdbcClient jdbc, GroupCommit writes, InstantSource clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    void visit(Measure measure, boolean consented, double value) {
        writes.add(
                """
                insert into service_level (day, measure, consented, n, total, total_of_squares) values (?, ?, ?, 1, ?, ?)
                on conflict (tenant, day, measure, consented) do update set n = service_level.n + 1,
                  total = service_level.total + excluded.total,
                  total_of_squares = service_level.total_of_squares + excluded.total_of_squares""",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                measure.id(),
                consented,
                value,
                value * value);
    }

    /// Of the last thirty days.
    List<Parity> parity() {
        return Arrays.stream(Measure.values())
                .map(measure -> Parity.of(measure, moments(measure, false), moments(measure, true)))
                .toList();
    }

    private Moments moments(Measure measure, boolean consented) {
        return jdbc.sql("""
                        select coalesce(sum(n), 0) as n, coalesce(sum(total), 0) as total,
                          coalesce(sum(total_of_squares), 0) as squares
                        from service_level where measure = ? and consented = ? and day > ?""")
                .params(
                        measure.id(),
                        consented,
                        LocalDate.ofInstant(clock.instant().minus(LOOKING_BACK), ZoneOffset.UTC))
                .query((row, n) -> new Moments(row.getLong("n"), row.getDouble("total"), row.getDouble("squares")))
                .single();
    }
}
