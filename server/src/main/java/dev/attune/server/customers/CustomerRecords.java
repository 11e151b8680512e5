package dev.attune.server.customers;

import dev.attune.server.consent.StorageGate;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Customers as the console shows them.
@Component
class CustomerRecords {
    private static final int PAGE = 50;
    private static final int EVIDENCE = 5; // latest observations shown behind an attitude
    private static final List<Modality> MEASURED = List.of(Modality.FACE, Modality.VOICE, Modality.TEXT);

    private final JdbcTemplate jdbc;
    private final Identities identities;
    private final Customers customers;
    private final EventTable events;
    private final Persons persons;
    private final StorageGate gate;
    private final Intake intake;
    private final InstantSource clock;
    private final CustomerSettings settings;

    CustomerRecords(
            JdbcTemplate jdbc,
            Identities identities,
            Customers customers,
            EventTable events,
            Persons persons,
            StorageGate gate,
            Intake intake,
            InstantSource clock,
            CustomerSettings settings) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.customers = customers;
        this.events = events;
        this.persons = persons;
        this.gate = gate;
        this.intake = intake;
        this.clock = clock;
        this.settings = settings;
    }

    /// @param subject the pseudonym that pages use
    /// @param since when they were first heard of
    /// @param events how many are kept; at most 100 of each record are counted
    /// @param moreEvents whether there are more than were counted
    /// @param lastAt null when no event is kept
    record Row(
            String person,
            String subject,
            Instant since,
            int events,
            boolean moreEvents,
            @Nullable Instant lastAt) {}

    /// @param customers of this page
    /// @param next where the next page begins; null on the last one
    record Listing(
            List<Row> customers, long inAll, @Nullable String next) {}

    /// @param since when they were first heard of
    /// @param subjects all pseudonyms that are this customer's
    /// @param ids by which they are known
    /// @param merges that can be undone
    /// @param events how many are kept; at most 100 of each record are counted
    /// @param moreEvents whether there are more than were counted
    /// @param evidence by what the attitude is to, the latest observations
    /// @param hidden modalities of what was measured that this reader may not see
    record View(
            CustomerProfile profile,
            Instant since,
            List<String> subjects,
            List<Identities.Id> ids,
            List<Identities.Merge> merges,
            int events,
            boolean moreEvents,
            @Nullable Instant lastAt,
            Map<String, List<Evidence>> evidence,
            List<String> hidden) {}

    /// @param event its id
    /// @param type of the event
    record Evidence(UUID event, String type, Instant at, double valence) {}

    private record Stored(String person, Instant createdAt) {}

    Listing list(String after) {
        var from = Cursor.of(after);
        var found = jdbc.query(
                """
                select person, created_at from customer
                where merged_into is null and (created_at, person) < (?, ?)
                order by created_at desc, person desc limit ?""",
                (row, n) -> new Stored(
                        row.getString("person"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                from.at().atOffset(ZoneOffset.UTC),
                from.id(),
                PAGE + 1);
        var page = found.subList(0, Math.min(PAGE, found.size()));
        Long inAll = jdbc.queryForObject("select count(*) from customer where merged_into is null", Long.class);
        return new Listing(
                rows(page),
                inAll == null ? 0 : inAll,
                found.size() > PAGE
                        ? new Cursor(page.getLast().createdAt(), page.getLast().person()).toString()
                        : null);
    }

    private List<Row> rows(List<Stored> page) {
        var members = identities.members(page.stream().map(Stored::person).toList());
        var seen = events.seen(members.values().stream().flatMap(List::stream).toList());
        var subjects = persons.subjectsOf(page.stream().map(Stored::person).toList());
        var rows = new ArrayList<Row>();
        for (var stored : page) {
            var subject = subjects.get(stored.person());
            if (subject == null) continue;
            var all = together(members.getOrDefault(stored.person(), List.of()), seen);
            rows.add(new Row(stored.person(), subject, stored.createdAt(), all.events(), all.more(), all.lastAt()));
        }
        return rows;
    }

    private static EventTable.Seen together(List<String> people, Map<String, EventTable.Seen> seen) {
        return people.stream()
                .map(person -> seen.getOrDefault(person, EventTable.Seen.NEVER))
                .reduce(EventTable.Seen.NEVER, EventTable.Seen::and);
    }

    boolean exists(String person) {
        return identities.isKnown(person);
    }

    /// @param toAgent whether it is shown to an agent
    Optional<View> view(String person, boolean toAgent) {
        var recorded = identities.recorded(person);
        if (recorded.isEmpty()) return Optional.empty();
        var people = recorded.stream().map(Identities.Recorded::person).toList();
        var customer = people.getFirst();
        var hidden = toAgent ? hiddenFromAgents(customer, people) : EnumSet.noneOf(Modality.class);
        var read = customers.profile(people, event -> !isHidden(event, hidden));
        var seen = together(people, events.seen(people));
        var subjects = persons.subjectsOf(people);
        return Optional.of(new View(
                read.profile(),
                recorded.getFirst().since(),
                people.stream().map(subjects::get).filter(Objects::nonNull).toList(),
                identities.ids(people),
                identities.merges(people),
                seen.events(),
                seen.more(),
                seen.lastAt(),
                evidence(read),
                hidden.stream().map(Modality::id).sorted().toList()));
    }

    private static Map<String, List<Evidence>> evidence(Customers.Read read) {
        var all = new TreeMap<String, List<Evidence>>();
        for (var event : read.bearing())
            ProfileFold.about(event).forEach((key, valence) -> {
                var own = all.computeIfAbsent(key, same -> new ArrayList<>());
                if (read.profile().attitudes().containsKey(key) && own.size() < EVIDENCE)
                    own.add(new Evidence(event.id(), event.type(), event.at(), valence));
            });
        return all;
    }

    List<CustomerEvent> timeline(String person, @Nullable Instant before, int most, boolean toAgent) {
        var customer = identities.canonical(person);
        var hidden = toAgent ? hiddenFromAgents(customer, people(customer)) : EnumSet.noneOf(Modality.class);
        var now = clock.instant();
        return customers
                .timeline(customer, now.minus(settings.retention()), before == null ? now.plusSeconds(1) : before, most)
                .stream()
                .filter(event -> !isHidden(event, hidden))
                .toList();
    }

    private Set<Modality> hiddenFromAgents(String customer, List<String> people) {
        return MEASURED.stream()
                .filter(modality -> gate.allowing(Purpose.AGENT_ASSIST, modality, Map.of(customer, people))
                        .isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Modality.class)));
    }

    private static boolean isHidden(CustomerEvent event, Set<Modality> hidden) {
        return event.type().startsWith(CustomerEvent.AFFECT)
                && CustomerAffect.modality(event).filter(hidden::contains).isPresent();
    }

    private List<String> people(String customer) {
        return identities.members(List.of(customer)).getOrDefault(customer, List.of(customer));
    }

    boolean merge(String person, String other, String by) {
        return intake.changingSomebody(() -> {
            var kept = identities.canonical(person);
            return identities.merge(kept, other, by) ? List.of(kept) : List.of();
        });
    }

    boolean unmerge(String person, UUID merge) {
        return intake.changingSomebody(() -> identities.merges(identities.records(person)).stream()
                        .anyMatch(standing -> standing.id().equals(merge))
                ? identities.unmerge(merge)
                : List.of());
    }
}
