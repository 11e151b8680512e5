package dev.attune.server.segments;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.attune.decisions.segments.Person;
import dev.attune.decisions.segments.SegmentCondition;
import dev.attune.server.access.Tenants;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.customers.CustomerChanged;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.customers.NewsLog;
import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.database.RepeatableWork;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Keeps memberships right: looks at whoever has news, at whoever time itself may have moved, and at
/// everybody for a new condition, on one thread, in this order of haste.
///
/// News wait in memory, each person once; beyond [#MOST_WAITING] people, and when the server stops,
/// they wait in the table instead. What a kill loses stands in the log of news, which is told how far
/// this has come, and is looked at after the next start.
@Component
class Membership implements SmartLifecycle {
    private static final System.Logger LOG = System.getLogger(Membership.class.getName());
    private static final int MOST_WAITING = 100_000; // people; some 20 MB
    private static final int AT_ONCE = 100; // people per commit
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2); // of a tenant for whom something failed

    /// Attitudes fade a little every day, which is not foretold.
    private static final Duration FURTHEST = Duration.ofDays(1);

    /// So long somebody who was looked at is left alone: who does much in a moment is looked at once for all of it.
    private static final Duration LEFT_ALONE = Duration.ofMillis(250);

    /// After a look, so that who comes next is not looked at alone: a look asks the database six times, for one or for
    /// a hundred.
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(1); // so much is looked at again after a kill

    private final SegmentTable table;
    private final KnownPeople people;
    private final NewsLog log;
    private final Persons persons;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final RepeatableWork work;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final Timer lag;
    private final Map<Whose, Since> waiting = new LinkedHashMap<>(); // guarded by itself
    private final Map<Tenant, Long> heard = new HashMap<>(); // the latest number; guarded by `waiting`
    private final Map<Tenant, Long> marked = new HashMap<>(); // of the worker alone
    private final Map<Whose, Long> lookedAt = new HashMap<>(); // of late; likewise
    private final Map<Tenant, Conditions> conditions = new HashMap<>(); // likewise
    private final Map<Tenant, Long> resting = new ConcurrentHashMap<>(); // until when
    private long markedAt = System.nanoTime(); // likewise
    private long othersFrom = System.nanoTime(); // likewise: nobody else is to be looked at before
    private volatile boolean running;
    private volatile Thread worker = Thread.currentThread();

    Membership(
            SegmentTable table,
            KnownPeople people,
            NewsLog log,
            Persons persons,
            Tenants tenants,
            TransactionOperations transactions,
            RepeatableWork work,
            ApplicationEventPublisher events,
            InstantSource clock,
            MeterRegistry metrics) {
        this.table = table;
        this.people = people;
        this.log = log;
        this.persons = persons;
        this.tenants = tenants;
        this.transactions = transactions;
        this.work = work;
        this.events = events;
        this.clock = clock;
        this.lag = Timer.builder("attune.segments.lag")
                .description("from news of a person to their segments")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    private record Whose(Tenant tenant, String person) {}

    /// @param nanos when the news came
    /// @param number of the news; 0 for those that stand in no log
    private record Since(long nanos, long number) {}

    /// @param read by segment
    /// @param readEvents whether any of them asks what happened
    private record Conditions(List<Segment> segments, Map<UUID, SegmentCondition> read, boolean readEvents) {
        /// Those that are as they were are not read again: that takes longer than deciding by them.
        static Conditions of(List<Segment> segments, Conditions before) {
            var read = new HashMap<UUID, SegmentCondition>();
            for (var segment : segments) {
                var old = before.read.get(segment.id());
                read.put(segment.id(), old != null && old.text().equals(segment.condition()) ? old : segment.read());
            }
            return new Conditions(segments, read, read.values().stream().anyMatch(SegmentCondition::readsEvents));
        }
    }

    @EventListener
    void news(CustomerEventsStored stored) {
        var fresh = new LinkedHashSet<String>();
        for (var event : stored.events()) fresh.add(event.person());
        news(stored.number(), fresh);
    }

    @EventListener
    void news(CustomerChanged changed) {
        news(changed.number(), Set.of(changed.person()));
    }

    @EventListener
    void news(ConsentWithdrawn withdrawn) {
        persons.find(withdrawn.subject()).ifPresent(person -> news(0, Set.of(person)));
    }

    private void news(long number, Collection<String> fresh) {
        var tenant = Tenant.current();
        var since = new Since(System.nanoTime(), number);
        var beyond = new ArrayList<SegmentTable.Due>();
        synchronized (waiting) {
            for (var person : fresh)
                if (waiting.size() < MOST_WAITING) waiting.putIfAbsent(new Whose(tenant, person), since);
                else beyond.add(new SegmentTable.Due(person, clock.instant()));
        }
        if (!beyond.isEmpty()) table.due(beyond, clock.instant()); // stored before it counts as heard
        synchronized (waiting) {
            heard.merge(tenant, number, Math::max);
            waiting.notifyAll();
        }
    }

    /// What was heard and not looked at before the server ended.
    private void hearWhatWasMissed() {
        for (var tenant : tenants.all())
            tenant.run(() -> log.missed(NewsLog.SEGMENTS).ifPresent(missed -> news(missed.first(), missed.people())));
    }

    /// Says how far this has come: below the oldest news of whom somebody still waits.
    private void mark() {
        if (Duration.ofNanos(System.nanoTime() - markedAt).compareTo(BETWEEN_MARKS) < 0) return;
        markedAt = System.nanoTime();
        var upto = new HashMap<Tenant, Long>();
        synchronized (waiting) {
            upto.putAll(heard);
            waiting.forEach((whose, since) -> {
                if (since.number() > 0) upto.merge(whose.tenant(), since.number() - 1, Math::min);
            });
        }
        upto.forEach((tenant, number) -> {
            if (number <= marked.getOrDefault(tenant, 0L)) return;
            if (done(tenant, () -> log.done(NewsLog.SEGMENTS, number))) marked.put(tenant, number);
        });
    }

    @Override
    public void start() {
        running = true;
        hearWhatWasMissed();
        worker = Thread.ofVirtual().name("segments").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        synchronized (waiting) {
            waiting.notifyAll(); // not interrupted: it may be writing
        }
        try {
            worker.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var left = new HashMap<Tenant, List<SegmentTable.Due>>();
        synchronized (waiting) {
            for (var whose : waiting.keySet())
                left.computeIfAbsent(whose.tenant(), tenant -> new ArrayList<>())
                        .add(new SegmentTable.Due(whose.person(), clock.instant()));
            waiting.clear();
        }
        left.forEach((tenant, due) -> done(tenant, () -> table.due(due, clock.instant())));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                int people = lookAtNews();
                boolean idle = people == 0 && !lookAtOthers();
                mark();
                if (idle) rest(isAwaited() ? LEFT_ALONE : IDLE);
                else if (people > 0 && people < AT_ONCE) gather();
            } catch (RuntimeException e) {
                failed("every tenant", e);
                rest(PAUSE);
            }
        }
    }

    /// What fails for one tenant is tried again after a pause of theirs, and holds up none of the others.
    ///
    /// @return false when it failed
    private boolean done(Tenant tenant, Runnable some) {
        try {
            tenant.run(some);
            return true;
        } catch (RuntimeException e) {
            resting.put(tenant, System.nanoTime() + PAUSE.toNanos());
            failed("tenant " + tenant.id(), e);
            return false;
        }
    }

    private static void failed(String whose, RuntimeException e) {
        if (DatabaseFailures.isForNow(e))
            LOG.log(WARNING, "segments of {0} stand still: the database is away or full", whose);
        else LOG.log(ERROR, "segments of %s stand still".formatted(whose), e);
    }

    private boolean isAwaited() {
        synchronized (waiting) {
            return !waiting.isEmpty();
        }
    }

    /// Until there are news, or so long.
    private void rest(Duration atMost) {
        synchronized (waiting) {
            try {
                if (running) waiting.wait(atMost.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }

    private void gather() {
        try {
            Thread.sleep(GATHERING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /// @return how many people were looked at
    private int lookAtNews() {
        long now = System.nanoTime();
        lookedAt.values().removeIf(at -> now - at >= LEFT_ALONE.toNanos());
        resting.values().removeIf(until -> now - until >= 0);
        var batch = new LinkedHashMap<String, Since>();
        Tenant whose = null;
        synchronized (waiting) {
            var all = waiting.entrySet().iterator();
            while (all.hasNext() && batch.size() < AT_ONCE) {
                var next = all.next();
                if (lookedAt.containsKey(next.getKey())
                        || resting.containsKey(next.getKey().tenant())) continue;
                if (whose == null) whose = next.getKey().tenant();
                if (!next.getKey().tenant().equals(whose)) continue;
                batch.put(next.getKey().person(), next.getValue());
                all.remove();
            }
        }
        if (whose == null) return 0;
        var tenant = whose;
        if (!done(tenant, () -> lookAt(batch.keySet()))) {
            synchronized (waiting) {
                batch.forEach((person, since) -> waiting.putIfAbsent(new Whose(tenant, person), since));
            }
            return batch.size();
        }
        long at = System.nanoTime();
        batch.forEach((person, since) -> {
            lookedAt.put(new Whose(tenant, person), at);
            lag.record(Duration.ofNanos(at - since.nanos()));
        });
        return batch.size();
    }

    /// Those whose time has come, and a step of every new segment. False when there was nothing to do.
    private boolean lookAtOthers() {
        if (System.nanoTime() - othersFrom < 0) return false;
        var any = new AtomicBoolean();
        for (var tenant : tenants.all())
            if (!resting.containsKey(tenant))
                done(tenant, () -> {
                    var due = table.due(clock.instant(), AT_ONCE);
                    if (!due.isEmpty()) {
                        any.set(true);
                        lookAt(new LinkedHashSet<>(due));
                    }
                    for (var segment : table.all()) if (segment.building() && build(segment)) any.set(true);
                });
        if (!any.get()) othersFrom = System.nanoTime() + IDLE.toNanos();
        return any.get();
    }

    private void lookAt(Set<String> batch) {
        var now = clock.instant();
        var conditions = conditions(table.all());
        var moves = new ArrayList<SegmentTable.Move>();
        work.run(() -> {
            moves.clear();
            var ids = new LinkedHashSet<String>();
            var known = people.canonical(batch);
            var customers = Set.copyOf(known.values());
            for (var id : batch) {
                String customer = known.getOrDefault(id, id);
                if (!customer.equals(id)) table.forget(id); // merged into another record
                ids.add(customer);
            }
            var before = table.of(ids);
            var due = new ArrayList<SegmentTable.Due>();
            for (var id : ids) {
                if (conditions.segments().isEmpty() && customers.contains(id)) {
                    due.add(new SegmentTable.Due(id, now.plus(FURTHEST)));
                    continue;
                }
                var person = people.person(id, now, conditions.readEvents());
                if (person.isEmpty()) {
                    before.getOrDefault(id, Set.of())
                            .forEach(segment -> moves.add(new SegmentTable.Move(segment, id, false)));
                    continue;
                }
                moves.addAll(moves(id, person.get(), conditions, before.getOrDefault(id, Set.of()), now));
                due.add(new SegmentTable.Due(id, next(conditions, person.get(), now)));
            }
            table.move(moves, now, true);
            ids.removeAll(due.stream().map(SegmentTable.Due::person).toList());
            ids.forEach(table::forget);
            table.due(due, now);
        });
        tell(moves);
    }

    private Conditions conditions(List<Segment> segments) {
        var before = conditions.getOrDefault(Tenant.current(), new Conditions(List.of(), Map.of(), false));
        var now = Conditions.of(segments, before);
        conditions.put(Tenant.current(), now);
        return now;
    }

    private static List<SegmentTable.Move> moves(
            String id, Person person, Conditions conditions, Set<UUID> before, Instant now) {
        var moves = new ArrayList<SegmentTable.Move>();
        for (var segment : conditions.segments()) {
            boolean belongs =
                    Objects.requireNonNull(conditions.read().get(segment.id())).holds(person, now);
            if (belongs != before.contains(segment.id())) moves.add(new SegmentTable.Move(segment.id(), id, belongs));
        }
        return moves;
    }

    private static Instant next(Conditions conditions, Person person, Instant now) {
        return SegmentCondition.nextChange(List.copyOf(conditions.read().values()), person, now, FURTHEST)
                .orElse(now.plus(FURTHEST));
    }

    /// Looks at the next people in the order of their ids. They enter silently; who leaves is told, because news of
    /// theirs may be on their way here.
    private boolean build(Segment segment) {
        var now = clock.instant();
        var condition = segment.read();
        var next = table.peopleAfter(segment.builtTo(), AT_ONCE);
        var gone = new ArrayList<SegmentTable.Move>();
        transactions.executeWithoutResult(status -> {
            gone.clear();
            var before = table.of(next);
            var entered = new ArrayList<SegmentTable.Move>();
            for (var id : next) {
                boolean belongs = people.person(id, now, condition.readsEvents())
                        .map(person -> condition.holds(person, now))
                        .orElse(false);
                boolean belonged = before.getOrDefault(id, Set.of()).contains(segment.id());
                if (belongs != belonged)
                    (belongs ? entered : gone).add(new SegmentTable.Move(segment.id(), id, belongs));
            }
            table.move(entered, now, false);
            table.move(gone, now, true);
            table.built(
                    segment.id(),
                    segment.condition(),
                    next.isEmpty() ? segment.builtTo() : next.getLast(),
                    next.size() < AT_ONCE);
        });
        tell(gone);
        return true;
    }

    private void tell(List<SegmentTable.Move> moves) {
        for (var move : moves) events.publishEvent(new SegmentChanged(move.segment(), move.person(), move.entered()));
    }
}
