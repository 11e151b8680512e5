package dev.attune.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

class GroupCommitTest extends ServerTest {
    @Autowired
    private GroupCommit writes;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void aRowThatCannotBeMadeIsToldAndTakesNoOtherAlong() {
        String name = "made-" + UUID.randomUUID();

        var rows = Tenant.DEFAULT.get(() -> List.of(add(name + 1), addBroken(name), add(name + 2)));

        assertThat(rows.get(0)).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(rows.get(1)).failsWithin(20, TimeUnit.SECONDS);
        assertThat(rows.get(2)).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(Tenant.DEFAULT.<CompletableFuture<Void>>get(() -> add(name + 3)))
                .succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(stored(name)).containsExactly(name + 1, name + 2, name + 3);
    }

    @Test
    void aStopWritesWhatCameAMomentBeforeWhateverTheWriterDoes() throws InterruptedException {
        String name = "stop-" + UUID.randomUUID() + "-";
        for (int wait = 0; wait < 40; wait += 2) {
            var stopping = new GroupCommit(jdbc, transactions, new SimpleMeterRegistry());
            int after = wait;
            var row = Tenant.DEFAULT.get(() -> add(stopping, name + after));
            Thread.sleep(wait); // the writer gathers for 20 ms, then commits
            stopping.close();
            assertThat(row).as("stopped after %d ms", wait).isCompleted();
        }
        assertThat(stored(name)).hasSize(20);
    }

    @Test
    void aStopDoesNotCutOffTheCommitThatIsUnderWay() throws InterruptedException {
        String name = "slow-" + UUID.randomUUID();
        var stopping = new GroupCommit(jdbc, transactions, new SimpleMeterRegistry());
        var row = Tenant.DEFAULT.get(() -> stopping.addAndTell(
                "insert into event_schema (type, schema, changed_at) select ?, '{}', now() from pg_sleep(0.5)", name));
        Thread.sleep(250);
        stopping.close();
        assertThat(row).isCompleted();
        assertThat(stored(name)).containsExactly(name);
    }

    @Test
    void whatWasWrittenBeforeTheDatabaseWentAwayIsNotWrittenAgain() throws InterruptedException {
        String name = "away-" + UUID.randomUUID();
        var metrics = new SimpleMeterRegistry();
        var away = new AtomicInteger(1); // once, behind one that makes the writer write each by itself
        try (var writer = new GroupCommit(jdbc, transactions, metrics)) {
            var rows = Tenant.DEFAULT.get(() -> List.of(
                    add(writer, name + 1),
                    addMade(writer, () -> {
                        throw new IllegalStateException("cannot be made");
                    }),
                    addMade(writer, () -> {
                        if (away.decrementAndGet() >= 0) throw new DataAccessResourceFailureException("away");
                        return Optional.of(name + 3);
                    }),
                    add(writer, name + 4)));
            assertThat(rows.get(3)).succeedsWithin(20, TimeUnit.SECONDS);
        }
        assertThat(stored(name)).containsExactly(name + 1, name + 3, name + 4);
        assertThat(metrics.counter("attune.writes.lost").count())
                .as("only what cannot be made")
                .isEqualTo(1);
    }

    private List<String> stored(String name) {
        return Tenant.DEFAULT.get(() -> jdbc.queryForList(
                "select type from event_schema where type like ? order by type", String.class, name + "%"));
    }

    private CompletableFuture<Void> add(String name) {
        return add(writes, name);
    }

    private static CompletableFuture<Void> add(GroupCommit writes, String name) {
        return writes.addAndTell("insert into event_schema (type, schema, changed_at) values (?, '{}', now())", name);
    }

    private CompletableFuture<Void> addBroken(String name) {
        return addMade(writes, () -> {
            throw new IllegalStateException(name + " cannot be made");
        });
    }

    private static CompletableFuture<Void> addMade(GroupCommit writes, GroupCommit.Late made) {
        return writes.addAndTell("insert into event_schema (type, schema, changed_at) values (?, '{}', now())", made);
    }
}
