package dev.attune.server.database;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Collects small writes of all live sessions for a moment and commits them together.
///
/// A durable commit waits for the disk, so single rows are slow: 303 commits of ten rows per second
/// were measured where undurable ones made 4088. Writes keep their order. Nobody waits for them; while
/// the database is away or full they queue, and when the queue is full new ones are lost, logged and
/// counted: a live session does not stop for its history.
@Component
public class GroupCommit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());
    private static final int CAPACITY = 10_000; // several minutes of many sessions
    private static final int LARGEST_GROUP = 500;
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5); // with the writer, at the end

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final BlockingQueue<Write> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Counter lost;
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread writer;
    private volatile boolean closing;

    GroupCommit(JdbcTemplate jdbc, TransactionOperations transactions, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.lost = metrics.counter("attune.writes.lost");
        this.writer = Thread.ofVirtual().name("group-commit").start(this::run);
    }

    /// @param alone in no batch
    /// @param written completes when it is on disk; null when nobody waits
    private record Write(
            Tenant tenant,
            String sql,
            @Nullable Object[] parameters,
            boolean alone,
            @Nullable CompletableFuture<Void> written) {}

    /// A parameter that is made when its row is written, on the writer's thread, as the row's tenant.
    @FunctionalInterface
    public interface Late {

        /// Empty when the row is not wanted any more.
        Optional<Object> value();

        /// The same, but not wanted any more either when this says no as the row is written.
        default Late onlyWhile(BooleanSupplier wanted) {
            return () -> wanted.getAsBoolean() ? value() : Optional.empty();
        }
    }

    public void add(String sql, @Nullable Object... parameters) {
        add(new Write(Tenant.current(), sql, parameters, false, null));
    }

    /// For a row that is made of the row it replaces: what was added before is written when its [Late] parameters are
    /// made.
    public void addBehind(String sql, @Nullable Object... parameters) {
        add(new Write(Tenant.current(), sql, parameters, true, null));
    }

    private void add(Write write) {
        if (waiting.offer(write)) return;
        lost.increment();
        LOG.log(WARNING, "the database cannot keep up, is away or full; a row of a live session is lost");
    }

    /// For what must not be lost unnoticed.
    ///
    /// @return completes when the row is on disk, or with the failure when the database refuses it
    /// @throws QueryTimeoutException when too many rows wait already
    public CompletableFuture<Void> addAndTell(String sql, @Nullable Object... parameters) {
        var written = new CompletableFuture<Void>();
        if (!waiting.offer(new Write(Tenant.current(), sql, parameters, false, written)))
            throw new QueryTimeoutException("%d rows wait for the database already".formatted(CAPACITY));
        return written;
    }

    /// Writes what waits, then ends. The writer is not interrupted while it writes: that would close its connection.
    @Override
    public void close() throws InterruptedException {
        closing = true;
        boolean rests = writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        writer.interrupt();
        if (rests) writing.unlock();
        writer.join(PATIENCE);
    }

    private void run() {
        var taken = new ArrayList<Write>(); // and not written yet
        while (!closing)
            try {
                taken.add(waiting.take());
                Thread.sleep(GATHERING);
                waiting.drainTo(taken, LARGEST_GROUP - 1);
                commit(taken);
            } catch (InterruptedException e) {
                // closing; the rest is written below
            }
        waiting.drainTo(taken);
        for (var own : byTenant(taken)) {
            int left = own.size() - writtenOf(own);
            if (left == 0) continue;
            lost.increment(left);
            LOG.log(WARNING, "{0} rows are lost: the server stops without its database", left);
        }
    }

    /// Leaves in `taken` what could not be written before the server stops.
    private void commit(List<Write> taken) throws InterruptedException {
        for (var own : byTenant(taken)) {
            var left = own;
            while (true) {
                int done = writtenOf(left);
                left.subList(0, done).forEach(taken::remove);
                left = left.subList(done, left.size());
                if (left.isEmpty()) break;
                if (closing) return;
                Thread.sleep(PAUSE);
            }
        }
    }

    private int writtenOf(List<Write> group) {
        writing.lock();
        try {
            Thread.interrupted(); // `closing` says it too, and a connection would not survive it
            return commitOrSplit(group);
        } finally {
            writing.unlock();
        }
    }

    private static Collection<List<Write>> byTenant(List<Write> group) {
        return group.stream()
                .collect(Collectors.groupingBy(Write::tenant, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /// How many, from the first on, need not be written any more: all, or those before the database went away or was
    /// full.
    private int commitOrSplit(List<Write> group) {
        try {
            group.getFirst().tenant().run(() -> transactions.executeWithoutResult(status -> write(group)));
            for (var write : group) if (write.written() != null) write.written().complete(null);
            return group.size();
        } catch (RuntimeException e) { // of the database, or of a parameter that cannot be made: the writer goes on
            if (DatabaseFailures.isForNow(e)) {
                LOG.log(
                        WARNING,
                        "the database is {0}; {1} rows wait",
                        DatabaseFailures.isFull(e) ? "full" : "away",
                        group.size() + waiting.size());
                return 0;
            }
            if (group.size() > 1) return oneByOne(group);
            lost.increment();
            LOG.log(ERROR, "a row cannot be written: " + group.getFirst().sql(), e);
            var waiter = group.getFirst().written();
            if (waiter != null) waiter.completeExceptionally(e);
            return 1;
        }
    }

    /// One bad row, for example of a session erased meanwhile, must not take others along.
    private int oneByOne(List<Write> group) {
        int done = 0;
        while (done < group.size() && commitOrSplit(List.of(group.get(done))) == 1) done++;
        return done;
    }

    /// Neighbours with the same statement go to the database in one batch.
    private void write(List<Write> group) {
        int start = 0;
        while (start < group.size()) {
            String sql = group.get(start).sql();
            int end = start;
            var rows = new ArrayList<Object[]>();
            do row(group.get(end++).parameters()).ifPresent(rows::add);
            while (end < group.size()
                    && group.get(end).sql().equals(sql)
                    && !group.get(end).alone());
            if (!rows.isEmpty()) jdbc.batchUpdate(sql, rows);
            start = end;
        }
    }

    /// Empty when it is not wanted any more.
    private static Optional<@Nullable Object[]> row(@Nullable Object[] parameters) {
        @Nullable Object[] row = parameters.clone();
        for (int i = 0; i < row.length; i++) {
            if (!(row[i] instanceof Late late)) continue;
            var value = late.value();
            if (value.isEmpty()) return Optional.empty();
            row[i] = value.get();
        }
        return Optional.of(row);
    }
}
