package dev.attune.server.dashboards;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
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
        jdbc.execute("create temporary table made_up_people as select n, size, array(select"
                + " (hashint8extended(n * 100 + i, 7) & 9223372036854775807) from generate_series(1, size) i order by 1)"
                + " as people from generate_series(0, 99) n, (values (12), (30), (64)) as sizes(size)");
        fill("", 1, 1, 1, 1, 64);
        fill("product", products, 1, 1, 1, 64);
        fill("channel", 1, CHANNELS, 1, 1, 64);
        fill("segment", 1, 1, SEGMENTS, 1, 64);
        fill("topic", 1, 1, 1, TOPICS, 64);
        fill("product,channel", products, CHANNELS, 1, 1, 30);
        fill("product,segment", products, 1, SEGMENTS, 1, 30);
        fill("product,topic", products, 1, 1, TOPICS, 30);
        fill("channel,segment", 1, CHANNELS, SEGMENTS, 1, 64);
        fill("channel,topic", 1, CHANNELS, 1, TOPICS, 64);
        fill("segment,topic", 1, 1, SEGMENTS, TOPICS, 64);
        fill("product,channel,topic", products, CHANNELS, 1, TOPICS, 12);
        fill("product,channel,segment", products, CHANNELS, SEGMENTS, 1, 12);
        fill("product,segment,topic", products, 1, SEGMENTS, TOPICS, 12);
        fill("channel,segment,topic", 1, CHANNELS, SEGMENTS, TOPICS, 30);
        weeks.fold();
        asOwner.execute("vacuum analyze affect_cell, affect_week"); // as PostgreSQL does by itself after a while
    }

    /// @param dims as [Cell.Key#dims] writes them
    /// @param people hashes in each cell
    private void fill(String dims, long products, int channels, int segments, int topics, int people) {
        Instant today = Grain.DAY.begin(clock.instant());
        jdbc.update(
                """
                insert into affect_cell (grain, dims, bucket, product, channel, segment, topic, events, readings, valence,
                  negative, positive, people)
                select 'day', ?, ?::timestamptz - make_interval(days => d), case when ? like '%product%' then 'p-' || p else '' end,
                  case when ? like '%channel%' then 'c-' || c else '' end,
                  case when ? like '%segment%' then 's-' || s else '' end,
                  case when ? like '%topic%' then 't-' || t else '' end,
                  40, 20 + (p + d) % 20, ((p * 7 + d * 3 + c + s + t) % 21 - 10) / 10.0, (p + d) % 8, (p + t) % 8, m.people
                from generate_series(0, ? - 1) d, generate_series(1, ?) p, generate_series(1, ?) c, generate_series(1, ?) s,
                  generate_series(1, ?) t, made_up_people m
                where m.size = ? and m.n = (p * 31 + c * 7 + s * 3 + t + d) % 100
                order by d desc""",
                dims,
                today.atOffset(ZoneOffset.UTC),
                dims,
                dims,
                dims,
                dims,
                DAYS,
                products,
                channels,
                segments,
                topics,
                people);
    }
}
