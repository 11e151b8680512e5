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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Whose, String> ids = remembering();
    private final Map<Where, Known> known = remembering();

    /// How often somebody was forgotten: what was read before that must not be remembered behind it.
    private final AtomicLong forgotten = new AtomicLong();

    People(Gate gate, Persons persons, Journal journal) {
        this.gate = gate;
        this.persons = persons;
        this.journal = journal;
    }

    private record Whose(Tenant tenant, String subject) {}

    private record Where(Tenant tenant, String person, String policy, int model) {}

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

    Known of(String person, Live live) {
        var policy = live.policy();
        var where = new Where(Tenant.current(), person, policy.id(), policy.model());
        synchronized (known) {
            if (known.get(where) instanceof Known found) return found;
        }
        long begun = forgotten.get();
        var read = read(person, live);
        synchronized (known) {
            return forgotten.get() == begun ? known.merge(where, read, (before, fresh) -> before) : read;
        }
    }

    private Known read(String person, Live live) {
        var policy = live.policy();
        var rows = new ArrayList<Row>();
        var showings = new ArrayList<Standing.Showing>();
        for (var entry : journal.of(person, policy.id(), MOST_ROWS)) {
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

    void shown(String person, Live live, Journal.Entry entry) {
        showing(entry).ifPresent(showing -> change(person, live, before -> before.and(showing)));
    }

    void learned(String person, Live live, Row row) {
        change(person, live, before -> {
            var population = live.learning().population();
            var next = before.deviation().learn(List.of(row), population);
            return new Known(next, before.showings());
        });
    }

    private interface Change {
        Known of(Known before);
    }

    /// Only of whoever is remembered: others are read from their rows, which have it.
    private void change(String person, Live live, Change change) {
        var policy = live.policy();
        var where = new Where(Tenant.current(), person, policy.id(), policy.model());
        synchronized (known) {
            known.computeIfPresent(where, (same, before) -> change.of(before));
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
