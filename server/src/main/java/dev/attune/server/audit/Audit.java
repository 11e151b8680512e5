package dev.attune.server.audit;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.database.DataDirectory;
import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The record of what people and pages did, without personal content: pseudonyms and ids only.
///
/// One thread appends to all chains and commits what came together: while one commit is under way, or within a few
/// milliseconds where nobody waits for it. This holds for one server process per database.
@Component
public class Audit implements AutoCloseable {
    static final String KEY_FILE = "audit-key";
    private static final System.Logger LOG = System.getLogger(Audit.class.getName());
    private static final int CAPACITY = 50_000;
    private static final int LARGEST_GROUP = 1_000;
    private static final Duration GATHERING = Duration.ofMillis(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_ANCHORS = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(3); // then a caller gets 503 instead of a long silence

    private final AuditTable table;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final AuditSettings settings;
    private final AnchorFile anchorFile;
    private final SigningKey key;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Map<String, Chain> chains = new HashMap<>(); // the writer's own
    private final Map<String, List<AuditRecord>> unanswered = new HashMap<>(); // likewise: sent, and maybe written
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread writer;
    private volatile boolean closing;

    Audit(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            InstantSource clock,
            AuditSettings settings,
            DataDirectory directory) {
        this.table = new AuditTable(jdbc);
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.anchorFile = new AnchorFile(directory.resolve(AnchorFile.NAME));
        try {
            this.key = SigningKey.of(directory.secret(KEY_FILE, SigningKey::fresh), KEY_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit's key in " + directory.path(), e);
        }
        this.writer = Thread.ofVirtual().name("audit").start(this::run);
    }

    /// @param awaited whether somebody waits until it is on disk
    private record Pending(
            Tenant tenant, Instant at, AuditEntry entry, boolean awaited, CompletableFuture<Long> written) {}

    /// The end of a chain as the writer knows it.
    private static final class Chain {
        private AuditTable.Head head;
        private long anchored;
        private Instant anchoredAt;

        Chain(AuditTable.Head head, long anchored, Instant anchoredAt) {
            this.head = head;
            this.anchored = anchored;
            this.anchoredAt = anchoredAt;
        }
    }

    /// Waits until the entry is on disk. Inside a transaction it is written when that commits, and nobody waits.
    ///
    /// @throws org.springframework.dao.TransientDataAccessException when the database is away or full
    public void record(AuditEntry entry) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            var pending = pending(entry, false);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    enqueue(pending);
                }
            });
            return;
        }
        begin(entry).await();
    }

    /// An entry that is on its way to the disk.
    public static final class Recording {
        private final CompletableFuture<Long> written;

        private Recording(CompletableFuture<Long> written) {
            this.written = written;
        }

        /// Waits until it is on disk.
        ///
        /// @throws org.springframework.dao.TransientDataAccessException when the database is away or full
        public void await() {
            Audit.await(written);
        }
    }

    /// Writes an entry while its caller goes on; whoever answers waits for it before.
    ///
    /// @throws org.springframework.dao.TransientDataAccessException when too many wait already
    public Recording begin(AuditEntry entry) {
        var pending = pending(entry, true);
        enqueue(pending);
        return new Recording(pending.written());
    }

    private static void await(CompletableFuture<Long> written) {
        try {
            written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted before the audit record was written", e);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("the audit record could not be written within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the audit record was refused by the database", e.getCause());
        }
    }

    /// @param action a verb behind its object's kind, for example `consent.withdrawn`
    public void record(String actor, String action, String object) {
        record(AuditEntry.of(actor, action, object));
    }

    /// Does not wait; for what happens many times a second.
    public void note(AuditEntry entry) {
        enqueue(pending(entry, false));
    }

    /// What verifies the anchors, in hexadecimal digits.
    String publicKey() {
        return HexFormat.of().formatHex(key.publicBytes());
    }

    List<AuditAnchor> anchors() {
        return table.anchors(Tenant.current().id());
    }

    List<AuditRecord> latest(int most) {
        return table.latest(Tenant.current().id(), most);
    }

    /// A look at data about a person.
    ///
    /// @param actor the account that looked
    /// @param object the kind, for example `session`
    /// @param id which one
    /// @param outcome `done` or `refused`
    /// @param reason why it was refused; empty when it was not
    public record Look(
            Instant at, String actor, String purpose, String object, String id, String outcome, String reason) {}

    /// Who looked at any of these, or tried to, newest first. Looks at lists name nobody and are not
    /// among them.
    public List<Look> looks(Collection<String> ids, int most) {
        return table.looks(Tenant.current().id(), ids, most).stream()
                .map(record -> new Look(
                        record.at(),
                        record.entry().actor(),
                        record.entry().purpose(),
                        record.entry().objectType(),
                        record.entry().objectPseudonym(),
                        record.entry().outcome(),
                        record.entry().reason()))
                .toList();
    }

    /// Writes what waits and anchors every chain that grew, then ends. The writer is not interrupted while it writes:
    /// that would close its connection.
    @Override
    public void close() throws InterruptedException {
        closing = true;
        boolean rests = writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        writer.interrupt();
        if (rests) writing.unlock();
        writer.join(Duration.ofSeconds(5));
    }

    private Pending pending(AuditEntry entry, boolean awaited) {
        return new Pending(Tenant.current(), clock.instant(), entry, awaited, new CompletableFuture<>());
    }

    private void enqueue(Pending pending) {
        if (!waiting.offer(pending))
            throw new QueryTimeoutException("%d audit records wait for the database already".formatted(CAPACITY));
    }

    private void run() {
        var taken = new ArrayList<Pending>(); // and not written yet
        while (!closing)
            try {
                var first = waiting.poll(LOOK_FOR_ANCHORS.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    if (!first.awaited()) Thread.sleep(GATHERING);
                    waiting.drainTo(taken, LARGEST_GROUP - 1);
                    while (!isWritten(taken)) {
                        if (closing) break;
                        Thread.sleep(PAUSE);
                    }
                }
                if (!closing) anchor(false);
            } catch (InterruptedException e) {
                // closing; the rest is written below
            }
        waiting.drainTo(taken);
        if (isWritten(taken)) anchor(true);
        else LOG.log(WARNING, "{0} audit records are lost: the server stops without its database", taken.size());
    }

    /// Empties the group when all of it is written.
    private boolean isWritten(List<Pending> group) {
        writing.lock();
        try {
            Thread.interrupted(); // `closing` says it too, and a connection would not survive it
            if (!write(group)) return false;
            group.clear();
            return true;
        } finally {
            writing.unlock();
        }
    }

    /// False when the database is away or full and the group should be tried again.
    private boolean write(List<Pending> group) {
        var byTenant = new LinkedHashMap<Tenant, List<Pending>>();
        for (var pending : group)
            if (!pending.written().isDone())
                byTenant.computeIfAbsent(pending.tenant(), tenant -> new ArrayList<>())
                        .add(pending);
        for (var one : byTenant.entrySet())
            if (!one.getKey().get(() -> write(one.getKey().id(), one.getValue()))) return false;
        return true;
    }

    private boolean write(String tenant, List<Pending> group) {
        try {
            try {
                append(tenant, group);
            } catch (DuplicateKeyException e) { // a commit whose answer was lost
                chains.remove(tenant);
                append(tenant, group);
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            chains.remove(tenant);
            if (DatabaseFailures.isForNow(e)) {
                LOG.log(WARNING, "the database is away or full; {0} audit records wait", group.size() + waiting.size());
                return false;
            }
            unanswered.remove(tenant);
            LOG.log(ERROR, "%d audit records were refused by the database".formatted(group.size()), e);
            group.forEach(pending -> pending.written().completeExceptionally(e));
            return true;
        }
    }

    private void append(String tenant, List<Pending> all) {
        var chain = chains.computeIfAbsent(tenant, this::load);
        var group = all.subList(writtenUnanswered(tenant, all), all.size());
        if (group.isEmpty()) return;
        var records = new ArrayList<AuditRecord>();
        var head = chain.head;
        for (var pending : group) {
            var record = AuditRecord.after(head.hash(), head.seq() + 1, pending.at(), pending.entry());
            records.add(record);
            head = new AuditTable.Head(record.seq(), record.hash());
        }
        unanswered.put(tenant, records);
        transactions.executeWithoutResult(status -> table.append(tenant, records));
        unanswered.remove(tenant);
        chain.head = head;
        for (int i = 0; i < group.size(); i++)
            group.get(i).written().complete(records.get(i).seq());
    }

    /// A commit whose answer was lost may have written its records all the same; their hashes, which no others have,
    /// tell whether it did. A group that is tried again begins with them.
    ///
    /// @return how many of the group are written
    private int writtenUnanswered(String tenant, List<Pending> group) {
        var sent = unanswered.getOrDefault(tenant, List.of());
        if (sent.isEmpty()) return 0;
        var last = sent.getLast();
        boolean written = table.hash(tenant, last.seq())
                .filter(hash -> Arrays.equals(hash, last.hash()))
                .isPresent();
        unanswered.remove(tenant);
        if (!written) return 0;
        for (int i = 0; i < sent.size(); i++)
            group.get(i).written().complete(sent.get(i).seq());
        return sent.size();
    }

    private Chain load(String tenant) {
        var anchors = table.anchors(tenant);
        return anchors.isEmpty()
                ? new Chain(table.head(tenant), 0, clock.instant())
                : new Chain(
                        table.head(tenant),
                        anchors.getLast().seq(),
                        anchors.getLast().at());
    }

    /// @param all also where it is not due yet
    private void anchor(boolean all) {
        writing.lock();
        try {
            Thread.interrupted(); // as above
            for (var one : chains.entrySet()) {
                var chain = one.getValue();
                long grown = chain.head.seq() - chain.anchored;
                if (grown == 0) continue;
                var now = clock.instant();
                boolean due = grown >= settings.anchorRecords()
                        || !now.isBefore(chain.anchoredAt.plus(settings.anchorEvery()));
                if (due || all) anchor(one.getKey(), chain, now);
            }
        } finally {
            writing.unlock();
        }
    }

    private void anchor(String tenant, Chain chain, Instant now) {
        var anchor = AuditAnchor.sign(key, tenant, chain.head.seq(), chain.head.hash(), now);
        try {
            anchorFile.add(anchor);
            new Tenant(tenant).run(() -> table.keep(anchor));
            chain.anchored = anchor.seq();
            chain.anchoredAt = now;
        } catch (IOException | DataAccessException | TransactionException e) {
            LOG.log(WARNING, "the audit chain could not be anchored; tried again soon", e);
        }
    }
}
