package dev.attune.server.segments;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Fills a database that knows nobody yet with made-up customers, for `attune bench segments`: known, without events,
/// looked at again at some time of the next day each, every third in a segment. Another segment, `bench`, is the one
/// that events lead into.
@Component
@ConditionalOnProperty("attune.seed.profiles")
class MadeUpPeople implements ApplicationRunner {
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final long profiles;

    MadeUpPeople(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            InstantSource clock,
            @Value("${attune.seed.profiles}") long profiles) {
        if (profiles < 1 || profiles > 10_000_000)
            throw new IllegalArgumentException("attune.seed.profiles must be in 1..10000000, got " + profiles);
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.profiles = profiles;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!jdbc.queryForList("select 1 from customer limit 1").isEmpty())
            throw new IllegalStateException(
                    "attune.seed.profiles is for a database without customers. Maybe name a fresh --attune.data");
        // at once: segments are kept right all the time, and must not begin with half of these people
        transactions.executeWithoutResult(status -> fill());
    }

    private void fill() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.update(
                "insert into customer (person, created_at) select 'p-' || md5(n::text), ? from generate_series(1, ?) n",
                now,
                profiles);
        jdbc.update("""
                insert into segment_person (person, due_at)
                select person, ?::timestamptz + make_interval(secs => (hashtext(person) & 65535) * 1.318) from customer""", now);
        segment("known", "silentDays >= 0.0 || true", now);
        segment("bench", "count30[\"track:Bench\"] >= 1.0", now);
        jdbc.update("""
                insert into segment_member (segment_id, person, since)
                select (select id from segment where key = 'known'), person, ? from customer where hashtext(person) % 3 = 0""", now);
        for (var table : new String[] {"customer", "segment_person", "segment_member"})
            jdbc.execute("analyze " + table);
    }

    /// Everybody was looked at under it already.
    private void segment(String key, String condition, Object now) {
        jdbc.update("""
                insert into segment (id, key, name, condition, created_at, created_by, building)
                values (gen_random_uuid(), ?, ?, ?, ?, 'bench', false)""", key, key, condition, now);
    }
}
