package dev.attune.server.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.BareHouse;
import dev.attune.server.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Real processes, really killed between an event's commit and those who listen to it; the next one tells them.
class KilledTellerTest extends ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // for a busy machine; ordinary is under 2 s

    private String jdbcUrl = "";
    private JdbcTemplate database;

    @BeforeEach
    void nobodyHasHeardAnything() {
        jdbcUrl = BareHouse.database(asOwner(), "killed_teller");
        database = new JdbcTemplate(new DriverManagerDataSource(jdbcUrl));
        database.execute("create table if not exists heard_sum (events int)");
        database.execute("create table if not exists heard_event (id uuid primary key)");
        for (var table :
                new String[] {"heard_sum", "heard_event", "customer_event", "customer_news", "customer_news_heard"})
            database.update("delete from " + table);
        database.update("insert into heard_sum values (0)");
    }

    @ParameterizedTest
    @EnumSource(KilledTeller.Step.class)
    void whereverItIsKilledEverybodyHearsAndNobodyCountsTwice(KilledTeller.Step step) throws Exception {
        assertThat(BareHouse.killedAt(step, KilledTeller.class, jdbcUrl)).isTrue();

        try (var house = KilledTeller.house(jdbcUrl, () -> {}, () -> {})) {
            var log = house.getBean(NewsLog.class);
            long last = log.last();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (log.upto(NewsLog.TOLD) < last && System.nanoTime() < until) Thread.sleep(20);

            boolean stored = step != KilledTeller.Step.STORED_BUT_NOT_COMMITTED;
            assertThat(database.queryForObject("select events from heard_sum", Integer.class))
                    .isEqualTo(stored ? 1 : 0);
            assertThat(database.queryForList("select id from heard_event", UUID.class))
                    .isEqualTo(stored ? List.of(KilledTeller.EVENT) : List.of());

            assertThat(log.missed(NewsLog.SEGMENTS).map(NewsLog.Missed::people))
                    .as("who looks later keeps it in the log until then")
                    .isEqualTo(
                            stored
                                    ? Optional.of(
                                            Set.copyOf(database.queryForList("select id from person", String.class)))
                                    : Optional.empty());
            log.done(NewsLog.SEGMENTS, last);
            assertThat(log.last()).as("what nobody needs any more is gone").isZero();
        }
    }
}
