package dev.attune.server.ranking;

import dev.attune.decisions.learning.Deviation;
import dev.attune.decisions.learning.Row;
import dev.attune.decisions.ranking.Standing;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Who may be recognised, and what is known of them: how they deviate and what they were shown. Made
/// from their rows when they come, and forgotten when they have not come for long.
@Component
class People {
    private static final int MOST = 10_000; // people remembered; the one not seen for longest is forgotten
    private static final int MOST_ROWS = 1_000; // of one person in one policy

    private final Gate gate;
    private final Persons persons;
    private final Journal journal;
    private final Unwritten unwritten;
    private final Map<Whose, String> ids = remembering();
    private final Map<Where, Known> known = remembering();
    private final Set<Reading> readings = new HashSet<>(); // under way; guarded by `known`

    /// How often somebody was forgotten: an id that was read before that must not be remembered behind it.
    private final AtomicLong forgotten = new AtomicLong();

    People(Gate gate, Persons persons, Journal journal, Unwritten unwritten) {
        this.gate = gate;
        this.persons = persons;
        this.journal = journal;
        this.unwritten = unwritten;
    }

    private record Whose(Tenant tenant, String subject) {}

    private record Where(Tenant tenant, String person, String policy, int model) {}

    /// Somebody whose rows are being read, and what happens to them meanwhile.
    private static final class Reading {
        private final Where where;
        private final Map<Journal.Key, Journal.Entry> since = new HashMap<>();
        private boolean forgotten;

        Reading(Where where) {
            this.where = where;
        }
    }

    /// @param showings in any order
    record Known(Deviation deviation, List<Standing.Showing> showings) {

        /// Of too many the oldest gives way: what was shown last must cool down.
        Known and(Standing.Showing showing) {
            var next = new ArrayList<>(showings);
            if (next.size() >= MOST_ROWS)
                next.remove(Collections.min(next, Comparator.comparing(Standing.Showing::at)));
            next.add(showing);
            return new Known(deviation, List.copyOf(next));
        }
    }

    /// The person's random id; empty for whoever did not agree to be recognised.
    Optional<String> recognise(String subject) {
        if (!mayRead(subject, Modality.BEHAVIOUR)) return Optional.empty();
        var whose = new Whose(Tenant.current(), subject);
        synchronized (ids) {
            if (ids.containsKey(whose)) return Optional.ofNullable(ids.get(whose));
        }
        long before = forgotten.get();
        var person = persons.find(subject);
        person.ifPresent(id -> {
            synchronized (ids) {
                if (forgotten.get() == before) ids.put(whose, id);
            }
        });
        return person;
    }

    boolean mayRead(String subject, Modality modality) {
        return gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, modality))
                instanceof Gate.Verdict.Allowed;
    }

    /// Rows may wait for the database while they are asked for, and more may come: with the policy's lock, without
    /// which
    /// none comes, it is settled which of them wait when the reading begins and which came until it ends.
    Known of(String person, Live live) {
        var policy = live.policy();
        var where = new Where(Tenant.current(), person, policy.id(), policy.model());
        synchronized (known) {
            if (known.get(where) instanceof Known found) return found;
        }
        var reading = new Reading(where);
        var entries = new LinkedHashMap<Journal.Key, Journal.Entry>();
        try {
            var waiting = begin(reading, live);
            for (var entry : journal.of(person, policy.id(), MOST_ROWS)) entries.put(entry.key(), entry);
            for (var entry : waiting) entries.put(entry.key(), entry);
            var read = known(entries.values(), live);
            return end(reading, live, entries, read);
        } finally {
            synchronized (known) {
                readings.remove(reading);
            }
        }
    }

    /// @return what waits for the database
    private List<Journal.Entry> begin(Reading reading, Live live) {
        live.lock.lock();
        try {
            synchronized (known) {
                readings.add(reading);
            }
            return unwritten.which(entry -> reading.where.person().equals(entry.person())
                    && reading.where.policy().equals(entry.policy()));
        } finally {
            live.lock.unlock();
        }
    }

    private Known end(Reading reading, Live live, Map<Journal.Key, Journal.Entry> entries, Known read) {
        live.lock.lock();
        try {
            synchronized (known) {
                if (reading.forgotten) return read;
                if (known.get(reading.where) instanceof Known found) return found;
                entries.putAll(reading.since);
                var all = reading.since.isEmpty() ? read : known(entries.values(), live);
                known.put(reading.where, all);
                return all;
            }
        } finally {
            live.lock.unlock();
        }
    }

    private static Known known(Collection<Journal.Entry> entries, Live live) {
        var policy = live.policy();
        var rows = new ArrayList<Row>();
        var showings = new ArrayList<Standing.Showing>();
        for (var entry : entries) {
            if (entry.model() == policy.model()) row(entry, policy).ifPresent(rows::add);
            showing(entry).ifPresent(showings::add);
        }
        return new Known(
                Deviation.of(PolicySettings.PERSON, rows, live.learning().population()), showings);
    }

    /// What was learned from an entry; empty when nothing was.
    static Optional<Row> row(Journal.Entry entry, Policy policy) {
        var reward = entry.event().learned();
        var epoch = entry.epoch();
        if (entry.learnedAs() == null || reward == null || epoch == null) return Optional.empty();
        var decision = entry.event().decision();
        return decision.chosen()
                .map(action -> new Row(action, decision.vector(policy.slot().schema(), action), reward, epoch));
    }

    private static Optional<Standing.Showing> showing(Journal.Entry entry) {
        var event = entry.event();
        var shownAt = event.shownAt();
        if (shownAt == null) return Optional.empty();
        return event.decision()
                .chosen()
                .map(action ->
                        new Standing.Showing(action, event.decision().request().channel(), shownAt));
    }

    /// By whoever holds the policy's lock.
    void shown(String person, Live live, Journal.Entry entry) {
        showing(entry).ifPresent(showing -> change(person, live, entry, before -> before.and(showing)));
    }

    /// By whoever holds the policy's lock.
    ///
    /// @param entry with the lesson
    void learned(String person, Live live, Row row, Journal.Entry entry) {
        change(person, live, entry, before -> {
            var population = live.learning().population();
            var next = before.deviation().learn(List.of(row), population);
            return new Known(next, before.showings());
        });
    }

    private interface Change {
        Known of(Known before);
    }

    /// Only of whoever is remembered, or being read: others are read from their rows, which have it.
    private void change(String person, Live live, Journal.Entry entry, Change change) {
        var policy = live.policy();
        var where = new Where(Tenant.current(), person, policy.id(), policy.model());
        synchronized (known) {
            known.computeIfPresent(where, (same, before) -> change.of(before));
            for (var reading : readings) if (reading.where.equals(where)) reading.since.put(entry.key(), entry);
        }
    }

    void forget(String person) {
        var tenant = Tenant.current();
        forgotten.incrementAndGet();
        synchronized (ids) {
            ids.entrySet()
                    .removeIf(each -> each.getKey().tenant().equals(tenant)
                            && each.getValue().equals(person));
        }
        synchronized (known) {
            known.keySet()
                    .removeIf(where ->
                            where.tenant().equals(tenant) && where.person().equals(person));
            for (var reading : readings)
                if (reading.where.tenant().equals(tenant)
                        && reading.where.person().equals(person)) reading.forgotten = true;
        }
    }

    private static <K, V> Map<K, V> remembering() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
