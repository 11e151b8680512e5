package dev.attune.server.dashboards;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Fills a database that has no cells yet with made-up ones, for `attune bench dashboards`: 90 days of as many products
/// as it takes, 5 channels, 12 topics and 4 segments, alone and in twos and threes, as gathering leaves them. The same
/// number makes the same cells.
@Component
@ConditionalOnProperty("attune.seed.cells")
class MadeUpCells implements ApplicationRunner {
    private static final int DAYS = 90;
    private static final int CHANNELS = 5;
    private static final int TOPICS = 12;
    private static final int SEGMENTS = 4;

    /// Beside the statement it is for: every statement of the owner has a connection of its own.
    private static final String ROOM_FOR_SORTING = "set maintenance_work_mem = '256MB'; ";

    /// Combinations that grow with the number of products, and how many cells each takes for one product on one day.
    private static final int FOR_EACH_PRODUCT =
            1 + CHANNELS + TOPICS + SEGMENTS + CHANNELS * TOPICS + CHANNELS * SEGMENTS + SEGMENTS * TOPICS;

    private final JdbcTemplate jdbc;
    private final JdbcTemplate asOwner;
    private final Weeks weeks;
    private final InstantSource clock;
    private final long cells;

    MadeUpCells(
            JdbcTemplate jdbc,
            @FlywayDataSource DataSource owner,
            Weeks weeks,
            InstantSource clock,
            @Value("${attune.seed.cells}") long cells) {
        if (cells < 1 || cells > 100_000_000)
            throw new IllegalArgumentException("attune.seed.cells must be in 1..100000000, got " + cells);
        this.jdbc = jdbc;
        this.asOwner = new JdbcTemplate(owner);
        this.weeks = weeks;
        this.clock = clock;
        this.cells = cells;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!jdbc.queryForList("select 1 from affect_cell limit 1").isEmpty())
            throw new IllegalStateException(
                    "attune.seed.cells is for a database without cells. Maybe name a fresh --attune.data");
        long products = Math.max(1, cells / ((long) DAYS * FOR_EACH_PRODUCT));
        var kinds = kinds(products);
        var indexes = indexes();
        asOwner.execute("alter table affect_cell drop constraint affect_cell_pkey");
        indexes.forEach((name, definition) -> asOwner.execute("drop index if exists " + name));
        for (int daysAgo = DAYS - 1; daysAgo >= 0; daysAgo--) for (var kind : kinds) fill(kind, daysAgo);
        indexes.forEach((name, definition) -> asOwner.execute(ROOM_FOR_SORTING + definition));
        asOwner.execute("alter table affect_cell add primary key using index affect_cell_pkey");
        weeks.fold();
        asOwner.execute("vacuum analyze affect_cell, affect_week"); // as PostgreSQL does by itself after a while
    }

    /// Cells of some dimensions on one day.
    ///
    /// @param dims as [Cell.Key#dims] writes them
    /// @param people hashes in each cell
    private record Kind(String dims, long products, int channels, int segments, int topics, int people) {}

    private static List<Kind> kinds(long products) {
        return List.of(
                new Kind("", 1, 1, 1, 1, 64),
                new Kind("product", products, 1, 1, 1, 64),
                new Kind("channel", 1, CHANNELS, 1, 1, 64),
                new Kind("segment", 1, 1, SEGMENTS, 1, 64),
                new Kind("topic", 1, 1, 1, TOPICS, 64),
                new Kind("product,channel", products, CHANNELS, 1, 1, 30),
                new Kind("product,segment", products, 1, SEGMENTS, 1, 30),
                new Kind("product,topic", products, 1, 1, TOPICS, 30),
                new Kind("channel,segment", 1, CHANNELS, SEGMENTS, 1, 64),
                new Kind("channel,topic", 1, CHANNELS, 1, TOPICS, 64),
                new Kind("segment,topic", 1, 1, SEGMENTS, TOPICS, 64),
                new Kind("product,channel,topic", products, CHANNELS, 1, TOPICS, 12),
                new Kind("product,channel,segment", products, CHANNELS, SEGMENTS, 1, 12),
                new Kind("product,segment,topic", products, 1, SEGMENTS, TOPICS, 12),
                new Kind("channel,segment,topic", 1, CHANNELS, SEGMENTS, TOPICS, 30));
    }

    /// How each index of the cells is made, by its name. Sorted once at the end they cost a fraction of what they cost
    /// cell by cell.
    private Map<String, String> indexes() {
        var indexes = new TreeMap<String, String>();
        asOwner.query(
                "select indexname, indexdef from pg_indexes where schemaname = current_schema() and tablename = 'affect_cell'",
                row -> {
                    indexes.put(row.getString("indexname"), row.getString("indexdef"));
                });
        return indexes;
    }

    private void fill(Kind kind, int daysAgo) {
        jdbc.update(
                """
                insert into affect_cell (grain, dims, bucket, product, channel, segment, topic, events, readings, valence,
                  negative, positive, people)
                select 'day', ?, ?, case when ? like '%product%' then 'p-' || p else '' end,
                  case when ? like '%channel%' then 'c-' || c else '' end,
                  case when ? like '%segment%' then 's-' || s else '' end,
                  case when ? like '%topic%' then 't-' || t else '' end,
                  40, 20 + (p + d) % 20, ((p * 7 + d * 3 + c + s + t) % 21 - 10) / 10.0, (p + d) % 8, (p + t) % 8, m.people
                from (values (?)) as days(d), generate_series(1, ?) p, generate_series(1, ?) c, generate_series(1, ?) s,
                  generate_series(1, ?) t, (select n, array(select
                    (hashint8extended(n * 100 + i, 7) & 9223372036854775807) from generate_series(1, ?) i order by 1) as people
                    from generate_series(0, 99) n) m
                where m.n = (p * 31 + c * 7 + s * 3 + t + d) % 100""",
                kind.dims(),
                Grain.DAY.begin(clock.instant()).minus(daysAgo, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC),
                kind.dims(),
                kind.dims(),
                kind.dims(),
                kind.dims(),
                daysAgo,
                kind.products(),
                kind.channels(),
                kind.segments(),
                kind.topics(),
                kind.people());
    }
}
