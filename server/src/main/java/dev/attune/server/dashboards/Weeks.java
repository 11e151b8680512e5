package dev.attune.server.dashboards;

import dev.attune.server.access.Tenants;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Sums of days by week, for what can be added up or compared: events, readings, and the most people of one day.
/// Nothing is lost against the days, so whoever reads a week reads what its seven days say.
///
/// A week is folded once it has ended. Whoever changes one of its days afterwards counts that first, in the same
/// transaction, and folding is undone where the count moved meanwhile; until it is folded again its days are read.
@Component
class Weeks {
    static final Duration LENGTH = Duration.ofDays(7);
    private static final Duration LATE = Duration.ofDays(1); // after its end a week still gets many of its events
    private static final Duration KEPT = Duration.ofDays(7 * 15); // beyond the longest period nobody asks

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Tenants tenants;
    private final InstantSource clock;

    Weeks(JdbcTemplate jdbc, TransactionOperations transactions, Tenants tenants, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tenants = tenants;
        this.clock = clock;
    }

    static Instant begin(Instant at) {
        return at.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /// Those whose sums may be read, of a period that holds them whole.
    List<Instant> folded(Instant from, Instant to) {
        return jdbc.query(
                "select week from affect_week_state where folded and week >= ? and week <= ? order by week",
                (row, n) -> row.getObject("week", OffsetDateTime.class).toInstant(),
                utc(from),
                utc(to.minus(LENGTH)));
    }

    /// To be said before days change, in the transaction that changes them.
    void changing(Collection<Instant> days) {
        var now = clock.instant();
        var ended = days.stream()
                .map(Weeks::begin)
                .distinct()
                .filter(week -> !week.plus(LENGTH).isAfter(now))
                .sorted() // one order, so that two who change at once do not wait for each other in a circle
                .map(week -> new Object[] {utc(week)})
                .toList();
        if (!ended.isEmpty()) jdbc.batchUpdate("""
                insert into affect_week_state as state (week, changes, folded) values (?, 1, false)
                on conflict (tenant, week) do update set changes = state.changes + 1, folded = false""", ended);
    }

    /// The same where all days before a time go: their sums go with them.
    void losing(Collection<Instant> days, Instant before) {
        changing(days);
        jdbc.update("delete from affect_week where week < ?", utc(before));
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "${attune.dashboards.fold-every:PT10M}")
    void tick() {
        tenants.each("folding weeks of the dashboards", this::fold);
    }

    /// Folds what has ended and is not folded, and removes what nobody asks for any more.
    void fold() {
        var now = clock.instant();
        if (jdbc.update("delete from affect_week_state where week < ?", utc(now.minus(KEPT))) > 0)
            jdbc.update("delete from affect_week where week < ?", utc(now.minus(KEPT)));
        var weeks = jdbc.query(
                """
                select distinct date_bin('7 days', bucket, ?) as week from affect_cell
                where grain = 'day' and dims = '' and bucket >= ? and bucket < ?
                except select week from affect_week_state where folded order by week""",
                (row, n) -> row.getObject("week", OffsetDateTime.class).toInstant(),
                utc(begin(Instant.EPOCH)),
                utc(begin(now.minus(KEPT)).plus(LENGTH)),
                utc(begin(now.minus(LATE))));
        weeks.forEach(this::fold);
    }

    private void fold(Instant week) {
        transactions.executeWithoutResult(status -> {
            jdbc.update(
                    "insert into affect_week_state (week, changes, folded) values (?, 0, false) on conflict do nothing",
                    utc(week));
            var changes =
                    jdbc.queryForObject("select changes from affect_week_state where week = ?", Long.class, utc(week));
            jdbc.update("delete from affect_week where week = ?", utc(week));
            for (var dims : combinations()) jdbc.update("""
                        insert into affect_week (dims, week, product, channel, segment, topic, events, readings, most_people)
                        select dims, ?, product, channel, segment, topic, sum(events), sum(readings), max(cardinality(people))
                        from affect_cell where grain = 'day' and dims = ? and bucket >= ? and bucket < ?
                        group by dims, product, channel, segment, topic""", utc(week), dims, utc(week), utc(week.plus(LENGTH)));
            int same = jdbc.update(
                    "update affect_week_state set folded = true where week = ? and changes = ?", utc(week), changes);
            if (same == 0) status.setRollbackOnly();
        });
    }

    /// All that cells can be kept by; one at a time, because the table's key begins with it.
    private static List<String> combinations() {
        var all = Dimension.values();
        return IntStream.range(0, 1 << all.length)
                .mapToObj(set -> Cell.Key.dims(IntStream.range(0, all.length)
                        .filter(i -> (set >> i & 1) == 1)
                        .mapToObj(i -> all[i])
                        .toArray(Dimension[]::new)))
                .toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
