package dev.attune.server.customers;

import dev.attune.server.customers.EventStore.Outcome;
import dev.attune.server.database.Tenant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Gathers what senders bring for a moment and stores it together; a sender hears after the commit.
///
/// One thread stores, so that events of a customer keep their order and nothing is asked twice; the [Teller] tells
/// those who listen. This holds for one server process per database.
@Component
class Intake implements AutoCloseable {
    private static final Duration GATHERING = Duration.ofMillis(3);
    private static final int LARGEST_GROUP = 4_000; // events; a few tens of milliseconds of work
    private static final Duration LOOKING_FIRST = Duration.ofSeconds(60); // after something came twice

    private final EventStore store;
    private final TransactionOperations transactions;
    private final NewsLog news;
    private final Teller teller;
    private final int mostWaiting;
    private final Semaphore room;
    private final BlockingQueue<Submission> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock storing = new ReentrantLock(true);
    private final Counter stored;
    private final Counter refused;
    private final Counter rejected;
    private final Timer storingTime; // of one group, with its commit; its sum by the second is how busy the writer is
    private final Thread writer;
    private volatile boolean closing;
    private long lookFirstUntil = System.nanoTime(); // of the writer alone

    Intake(
            EventStore store,
            TransactionOperations transactions,
            NewsLog news,
            Teller teller,
            CustomerSettings settings,
            MeterRegistry metrics) {
        this.store = store;
        this.transactions = transactions;
        this.news = news;
        this.teller = teller;
        this.mostWaiting = settings.mostWaiting();
        this.room = new Semaphore(mostWaiting);
        this.stored = metrics.counter("attune.customers.events", "outcome", "stored");
        this.refused = metrics.counter("attune.customers.events", "outcome", "refused");
        this.rejected = metrics.counter("attune.customers.events", "outcome", "rejected");
        this.storingTime = Timer.builder("attune.customers.storing")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        this.writer = Thread.ofVirtual().name("customer-events").start(this::write);
    }

    private record Submission(Tenant tenant, List<EventStore.Prepared> events, CompletableFuture<List<Outcome>> done) {}

    /// @param number under which it is told; 0 when there is nothing to tell
    private record Stored(EventStore.Result result, long number) {}

    /// Too much waits already.
    static final class Full extends RuntimeException {
        Full(int most) {
            super("%d events wait to be stored".formatted(most));
        }
    }

    /// @return one outcome per event, after the commit; fails as the database does
    CompletableFuture<List<Outcome>> put(List<? extends Checked> events) {
        var done = new CompletableFuture<List<Outcome>>();
        if (events.isEmpty()) {
            done.complete(List.of());
            return done;
        }
        if (!room.tryAcquire(Math.min(events.size(), mostWaiting))) {
            done.completeExceptionally(new Full(mostWaiting));
            return done;
        }
        try {
            waiting.add(new Submission(Tenant.current(), store.prepare(events), done));
        } catch (RuntimeException e) {
            room.release(Math.min(events.size(), mostWaiting));
            done.completeExceptionally(e);
        }
        return done;
    }

    /// Runs while nothing is being stored: what was taken before is committed, and what comes later sees the change.
    <T> T between(Supplier<T> change) {
        return alone(() -> {
            try {
                return change.get();
            } finally {
                store.forgetKnown();
            }
        });
    }

    /// The same in a transaction of its own.
    <T> T changing(Supplier<T> change) {
        return between(() -> inTransaction(change));
    }

    private <T> T alone(Supplier<T> work) {
        storing.lock();
        try {
            return work.get();
        } finally {
            storing.unlock();
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /// Likewise, and those who listen are told who is different now.
    ///
    /// @return whether anybody is
    boolean changingSomebody(Supplier<? extends Collection<String>> change) {
        var told = changing(() -> {
            var changed = change.get();
            return new Teller.Told(
                    Tenant.current(), changed.isEmpty() ? 0 : news.add(List.of(), changed), List.of(), changed);
        });
        try {
            teller.tell(told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told after the next start
        }
        return !told.changed().isEmpty();
    }

    private void write() {
        while (!closing || !waiting.isEmpty()) {
            try {
                store(gathered());
            } catch (InterruptedException e) {
                // closing
            }
        }
    }

    private List<Submission> gathered() throws InterruptedException {
        var group = new ArrayList<Submission>();
        group.add(waiting.take());
        if (waiting.isEmpty()) awaitCompany(); // else it is there already
        int size = group.getFirst().events().size();
        for (var next = waiting.peek();
                next != null && size + next.events().size() <= LARGEST_GROUP;
                next = waiting.peek()) {
            size += next.events().size();
            group.add(waiting.remove());
        }
        return group;
    }

    private static void awaitCompany() {
        try {
            Thread.sleep(GATHERING);
        } catch (InterruptedException e) {
            // closing: nobody else comes, and what was taken is stored
        }
    }

    private void store(List<Submission> group) {
        var byTenant = new LinkedHashMap<Tenant, List<Submission>>();
        for (var each : group)
            byTenant.computeIfAbsent(each.tenant(), same -> new ArrayList<>()).add(each);
        for (var own : byTenant.entrySet()) {
            var result = own.getKey().get(() -> storeOrSplit(own.getValue()));
            for (var each : result)
                tell(new Teller.Told(
                        own.getKey(),
                        each.number(),
                        each.result().stored(),
                        each.result().changed()));
        }
    }

    private void tell(Teller.Told told) {
        try {
            teller.tell(told);
        } catch (InterruptedException e) {
            // closing; it is told after the next start, and the other tenants' events are still to be stored
        }
    }

    /// One submission that cannot be stored must not take the others along.
    private List<Stored> storeOrSplit(List<Submission> own) {
        try {
            var events = own.stream().flatMap(each -> each.events().stream()).toList();
            var stored = storeOnce(events);
            int from = 0;
            for (var each : own) {
                int to = from + each.events().size();
                finish(each, List.copyOf(stored.result().outcomes().subList(from, to)));
                from = to;
            }
            return List.of(stored);
        } catch (RuntimeException e) {
            if (own.size() > 1)
                return own.stream()
                        .flatMap(each -> storeOrSplit(List.of(each)).stream())
                        .toList();
            var only = own.getFirst();
            room.release(Math.min(only.events().size(), mostWaiting));
            only.done().completeExceptionally(e);
            return List.of();
        }
    }

    /// Hardly anything comes twice, so nothing is looked for until something did. Then all of it is stored anew, and
    /// for a while whatever comes is looked for first, because a sender that repeats itself has more.
    private Stored storeOnce(List<EventStore.Prepared> events) {
        boolean lookingFirst = System.nanoTime() - lookFirstUntil < 0;
        try {
            return Objects.requireNonNull(storingTime.record(() -> stored(events, lookingFirst)));
        } catch (DuplicateKeyException e) {
            if (lookingFirst) throw e;
            lookFirstUntil = System.nanoTime() + LOOKING_FIRST.toNanos();
            return stored(events, true);
        }
    }

    private Stored stored(List<EventStore.Prepared> events, boolean lookingFirst) {
        return alone(() -> {
            Thread.interrupted(); // `closing` says it too, and a connection would not survive it
            return inTransaction(() -> {
                var result = store.store(events, lookingFirst);
                return new Stored(result, numbered(result));
            });
        });
    }

    private void finish(Submission submission, List<Outcome> outcomes) {
        room.release(Math.min(submission.events().size(), mostWaiting));
        for (var outcome : outcomes) {
            switch (outcome) {
                case Outcome.Stored s -> stored.increment();
                case Outcome.Duplicate d -> {}
                case Outcome.Refused r -> refused.increment();
                case Outcome.Rejected r -> rejected.increment();
            }
        }
        submission.done().complete(outcomes);
    }

    private long numbered(EventStore.Result result) {
        return result.stored().isEmpty() && result.changed().isEmpty()
                ? 0
                : news.add(result.stored().stream().map(CustomerEvent::id).toList(), result.changed());
    }

    /// Stores what waits, then ends. The writer is not interrupted while it writes.
    @Override
    public void close() throws InterruptedException {
        closing = true;
        alone(() -> {
            writer.interrupt();
            return true;
        });
        writer.join(Duration.ofSeconds(5));
    }
}
