package dev.attune.server.customers;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.access.Tenants;
import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Tells those who listen what was stored of customers, in its order and on a thread of its own, so that they cannot
/// hold up a commit. What a kill left untold is told first.
@Component
class Teller implements SmartLifecycle {
    private static final System.Logger LOG = System.getLogger(Teller.class.getName());
    private static final int MOST_UNTOLD = 1_000; // commits that listeners are behind; then senders wait
    private static final int MOST_UNMARKED = 50; // tellings that a kill repeats at most
    private static final Duration LONGEST_UNMARKED = Duration.ofMillis(100); // a mark asks the database four times
    private static final Duration PAUSE = Duration.ofSeconds(2); // while the database is away
    private static final Duration OLDEST_UNTOLD = Duration.ofMinutes(5); // while the database is there
    private static final Duration PATIENCE = Duration.ofSeconds(10); // of an erasure, with whoever is told right now

    private final NewsLog log;
    private final EventTable events;
    private final Identities identities;
    private final Tenants tenants;
    private final ApplicationEventPublisher publisher;
    private final BlockingQueue<Told> untold = new LinkedBlockingQueue<>(MOST_UNTOLD);
    private final ReentrantLock telling = new ReentrantLock();
    private volatile long lookAgainUntil = System.nanoTime();
    private volatile boolean running;
    private volatile Thread worker = Thread.currentThread();

    Teller(
            NewsLog log,
            EventTable events,
            Identities identities,
            Tenants tenants,
            ApplicationEventPublisher publisher) {
        this.log = log;
        this.events = events;
        this.identities = identities;
        this.tenants = tenants;
        this.publisher = publisher;
    }

    /// @param number 0 when there is nothing to tell
    record Told(Tenant tenant, long number, List<CustomerEvent> events, Collection<String> changed) {
        Told {
            events = List.copyOf(events);
            changed = List.copyOf(changed);
        }
    }

    /// After the commit. What comes while nobody tells waits in the log.
    void tell(Told told) throws InterruptedException {
        if (told.number() > 0 && running) untold.put(told);
    }

    /// Events were erased. What waits is looked up once more before it is told; and when this returns, whoever was
    /// being told has heard it, so that what they kept of it can be erased too.
    void erased() {
        lookAgainUntil = System.nanoTime() + OLDEST_UNTOLD.toNanos();
        try {
            if (telling.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) telling.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        var left = new HashMap<Tenant, Long>();
        for (var tenant : tenants.all()) {
            long last = tenant.get(log::last);
            if (last > 0) left.put(tenant, last);
        }
        running = true;
        worker = Thread.ofVirtual().name("customer-news").start(() -> run(left));
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run(Map<Tenant, Long> untoldBefore) {
        try {
            for (var each : untoldBefore.entrySet()) catchUp(each.getKey(), each.getValue());
            var unmarked = new HashMap<Tenant, Long>();
            int n = 0;
            long since = System.nanoTime();
            while (running) {
                long left = LONGEST_UNMARKED.toNanos() - (System.nanoTime() - since);
                var next = n == 0 ? untold.take() : untold.poll(left, TimeUnit.NANOSECONDS);
                if (next != null) {
                    if (n++ == 0) since = System.nanoTime();
                    tellUntilHeard(next);
                    unmarked.put(next.tenant(), next.number());
                    if (n < MOST_UNMARKED && System.nanoTime() - since < LONGEST_UNMARKED.toNanos()) continue;
                }
                for (var done : unmarked.entrySet()) mark(done.getKey(), done.getValue());
                unmarked.clear();
                n = 0;
            }
        } catch (InterruptedException e) {
            // stopping; what was not marked is told again
        }
    }

    private void catchUp(Tenant tenant, long last) throws InterruptedException {
        long after = tenant.get(() -> log.upto(NewsLog.TOLD));
        while (running) {
            long from = after;
            var news = tenant.get(() -> log.between(from, last));
            if (news.isEmpty()) return;
            for (var each : news) {
                tellUntilHeard(new Told(tenant, each.number(), tenant.get(() -> events(each)), each.changed()));
                mark(tenant, each.number());
                after = each.number();
            }
        }
    }

    /// As they lie in the customers' records now; those erased meanwhile are gone.
    private List<CustomerEvent> events(NewsLog.News news) {
        return events.find(news.events()).stream()
                .map(event -> event.in(identities.canonical(event.person())))
                .toList();
    }

    private void tellUntilHeard(Told told) throws InterruptedException {
        while (running && !told.tenant().get(() -> isHeard(told))) Thread.sleep(PAUSE);
    }

    /// False when the database is away, so that it must be told again.
    private boolean isHeard(Told told) {
        telling.lock();
        try {
            told.changed().forEach(person -> publisher.publishEvent(new CustomerChanged(told.number(), person)));
            var there = stillThere(told.events());
            if (!there.isEmpty()) publisher.publishEvent(new CustomerEventsStored(told.number(), there));
        } catch (RuntimeException e) {
            if (DatabaseFailures.isForNow(e)) {
                if (running) LOG.log(WARNING, "those who listen to customers' events wait for the database", e);
                return false;
            }
            LOG.log(ERROR, "a listener to customers' events failed", e); // its defect is not the next event's
        } finally {
            telling.unlock();
        }
        return true;
    }

    private List<CustomerEvent> stillThere(List<CustomerEvent> told) {
        if (told.isEmpty() || System.nanoTime() - lookAgainUntil >= 0) return told;
        var there = events.find(told.stream().map(CustomerEvent::id).toList()).stream()
                .map(CustomerEvent::id)
                .collect(Collectors.toSet());
        return told.stream().filter(event -> there.contains(event.id())).toList();
    }

    private void mark(Tenant tenant, long number) {
        if (!running) return;
        try {
            tenant.run(() -> log.done(NewsLog.TOLD, number));
        } catch (RuntimeException e) {
            if (!DatabaseFailures.isForNow(e)) throw e; // else the next mark says it too
        }
    }
}
