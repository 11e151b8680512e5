package dev.attune.server.ranking;

import dev.attune.decisions.learning.Row;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.privacy.RetentionClock;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What a person was shown and what was learned from it, for copies, erasures, withdrawals and the end
/// of its time. Whenever rows of a person go, the models go on as if they had never seen them.
@Component
class RankingsOfPersons implements PersonDataHolder, RetentionClock {
    private static final int SWEPT_AT_ONCE = 2_000;

    private final Journal journal;
    private final Policies policies;
    private final Rankings rankings;
    private final People people;
    private final Persons persons;
    private final InstantSource clock;
    private final Duration retention;

    RankingsOfPersons(
            Journal journal,
            Policies policies,
            Rankings rankings,
            People people,
            Persons persons,
            InstantSource clock,
            @Value("${attune.ranking.retention:90d}") Duration retention) {
        this.journal = journal;
        this.policies = policies;
        this.rankings = rankings;
        this.people = people;
        this.persons = persons;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public String name() {
        return "rankings";
    }

    @Override
    public Set<String> tables() {
        return Set.of("ranking_event");
    }

    @Override
    public List<Map<String, Object>> export(String person) {
        return journal.copy(person);
    }

    @Override
    public Set<String> ids(String person) {
        return journal.of(person).stream().map(entry -> entry.key().eventId()).collect(Collectors.toSet());
    }

    @Override
    public Map<String, Integer> erase(String person) {
        journal.settle(); // so that nobody waits for it below, with a lock
        int removed = 0;
        for (var live : policies.all()) removed += forget(live, person);
        people.forget(person);
        return Map.of("ranking_event", removed + journal.removeOf(person));
    }

    /// Nobody is recognised by an id that is being erased.
    @EventListener
    @Order(0)
    void forget(PersonErasing erasing) {
        people.forget(erasing.person());
    }

    /// Who takes back that they may be recognised is unlearned at once.
    @EventListener
    void forget(ConsentWithdrawn withdrawn) {
        boolean recognition = withdrawn.choices().stream()
                .anyMatch(choice ->
                        choice.purpose() == Purpose.PERSONALIZATION && choice.modality() == Modality.BEHAVIOUR);
        if (!recognition) return;
        persons.find(withdrawn.subject()).ifPresent(person -> {
            people.forget(person);
            erase(person);
        });
    }

    @Override
    public String category() {
        return "rankings";
    }

    @Override
    public Duration keep() {
        return retention;
    }

    /// A row that nobody could subtract any more must not stay in a model, so people's rows are
    /// unlearned as they go.
    @Override
    public int sweep(Instant olderThan) {
        int removed = journal.removeOfNobodyBefore(olderThan);
        while (true) {
            var old = journal.ofPeopleBefore(olderThan, SWEPT_AT_ONCE);
            var byPerson = old.stream()
                    .collect(Collectors.groupingBy(
                            entry -> Optional.ofNullable(entry.person()).orElse(""),
                            LinkedHashMap::new,
                            Collectors.toList()));
            int before = removed;
            for (var one : byPerson.entrySet()) {
                removed += sweep(one.getValue());
                people.forget(one.getKey());
            }
            if (old.size() < SWEPT_AT_ONCE || removed == before) return removed;
        }
    }

    private int sweep(List<Journal.Entry> entries) {
        int removed = 0;
        var byPolicy = entries.stream().collect(Collectors.groupingBy(Journal.Entry::policy));
        for (var share : byPolicy.entrySet()) {
            var live = policies.get(share.getKey());
            var keys = share.getValue().stream().map(Journal.Entry::key).collect(Collectors.toSet());
            live.lock.lock();
            try {
                rankings.settle(entry -> keys.contains(entry.key()));
                removed += unlearn(
                        live,
                        keys.stream()
                                .map(journal::find)
                                .flatMap(Optional::stream)
                                .toList());
            } finally {
                live.lock.unlock();
            }
        }
        return removed;
    }

    private int forget(Live live, String person) {
        live.lock.lock();
        try {
            rankings.settle(entry -> person.equals(entry.person()));
            return unlearn(live, journal.of(person, live.policy().id()));
        } finally {
            live.lock.unlock();
        }
    }

    private int unlearn(Live live, Collection<Journal.Entry> entries) {
        if (entries.isEmpty()) return 0;
        var bySegment = new LinkedHashMap<Optional<String>, List<Row>>();
        for (var entry : entries)
            if (entry.model() == live.policy().model())
                People.row(entry, live.policy())
                        .ifPresent(row -> bySegment
                                .computeIfAbsent(Optional.ofNullable(entry.segment()), same -> new ArrayList<>())
                                .add(row));
        bySegment.forEach((segment, rows) -> live.forget(rows, segment.orElse(null)));
        return journal.forget(entries, live.policy(), live.learning(), live.nextRevision(clock.instant()));
    }
}
