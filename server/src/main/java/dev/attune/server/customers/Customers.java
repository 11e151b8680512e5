package dev.attune.server.customers;

import dev.attune.server.consent.StorageGate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Customers as other slices read them. Whoever passes on what they read has asked for the purpose.
@Component
public class Customers {
    /// Of the events that a profile is folded from, the latest; more would make reading slow and change little, because
    /// old ones weigh little.
    static final int MOST_BEARING = 500;

    private static final List<Modality> WITH_A_USUAL = List.of(Modality.FACE, Modality.VOICE); // as the notice asks

    private final Identities identities;
    private final EventTable events;
    private final Traits traits;
    private final StorageGate gate;
    private final InstantSource clock;
    private final CustomerSettings settings;
    private final Timer reading;

    Customers(
            Identities identities,
            EventTable events,
            Traits traits,
            StorageGate gate,
            InstantSource clock,
            CustomerSettings settings,
            MeterRegistry metrics) {
        this.reading = Timer.builder("attune.customers.profile")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        this.identities = identities;
        this.events = events;
        this.traits = traits;
        this.gate = gate;
        this.clock = clock;
        this.settings = settings;
    }

    /// A profile and the events it rests on, the latest first.
    record Read(CustomerProfile profile, List<CustomerEvent> bearing) {}

    /// As of now; of a merged record the profile of the customer it is in. Empty when nothing is kept of them.
    public Optional<CustomerProfile> profile(String person) {
        return Objects.requireNonNull(reading.record(() -> {
            var people = identities.records(person);
            return people.isEmpty()
                    ? Optional.<CustomerProfile>empty()
                    : Optional.of(read(people, event -> true).profile());
        }));
    }

    /// @param people all records of one customer, the kept one first
    /// @param shown which of their events it may rest on
    Read profile(List<String> people, Predicate<CustomerEvent> shown) {
        return Objects.requireNonNull(reading.record(() -> read(people, shown)));
    }

    private Read read(List<String> people, Predicate<CustomerEvent> shown) {
        var customer = people.getFirst();
        var now = clock.instant();
        var bearing =
                events
                        .bearing(customer, people, now.minus(settings.retention()), now.plusMillis(1), MOST_BEARING)
                        .stream()
                        .filter(shown)
                        .toList();
        var remembered = remembered(customer, people, bearing);
        var folded = new ProfileFold(now, settings.retention(), remembered).fold(bearing);
        var profile = new CustomerProfile(
                customer,
                Traits.values(traits.of(people)),
                folded.attitudes(),
                folded.answers(),
                folded.dynamics(),
                now);
        return new Read(profile, bearing);
    }

    /// By what they allow to remember what is usual for them, which is a purpose of its own.
    private Set<Modality> remembered(String customer, List<String> people, List<CustomerEvent> bearing) {
        return WITH_A_USUAL.stream()
                .filter(modality -> bearing.stream()
                        .anyMatch(event -> CustomerAffect.modality(event)
                                .filter(modality::equals)
                                .isPresent()))
                .filter(modality -> !gate.allowing(Purpose.BASELINE, modality, Map.of(customer, people))
                        .isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Modality.class)));
    }

    /// What identify calls said of the customer whom this record is part of; a profile without what it rests on
    /// otherwise, so without reading a single event. Empty when nothing is kept of them.
    public Map<String, Object> traits(String person) {
        return Traits.values(traits.ofCustomer(person));
    }

    /// Whom a user's id, an anonymous id, an e-mail address or a random id leads to.
    public Optional<String> find(String anyId) {
        return identities.find(anyId);
    }

    /// Whom ids lead to, by id; the people whose keys seal what comes under them. Those that lead to nobody are absent.
    public Map<String, String> people(Collection<String> ids) {
        var people = new HashMap<String, String>();
        identities.resolve(ids).forEach((id, known) -> people.put(id, known.person()));
        return people;
    }

    /// What happened, the latest first.
    ///
    /// @param to exclusive
    public List<CustomerEvent> timeline(String person, Instant from, Instant to, int most) {
        if (most < 1) throw new IllegalArgumentException("most must be at least 1, got " + most);
        var people = records(person);
        return events.timeline(people.getFirst(), people, from, to, most);
    }

    /// Of what happened only what the customer displayed or answered, the latest first.
    ///
    /// @param to exclusive
    public List<CustomerEvent> bearing(String person, Instant from, Instant to, int most) {
        if (most < 1) throw new IllegalArgumentException("most must be at least 1, got " + most);
        var people = records(person);
        return events.bearing(people.getFirst(), people, from, to, most);
    }

    /// Who is kept of the people that were merged with this one; the same person where nobody was.
    public String canonical(String person) {
        return identities.canonical(person);
    }

    /// The same for many at once; those of whom nothing is kept are absent.
    public Map<String, String> canonical(Collection<String> people) {
        return identities.canonical(people);
    }

    /// All records of the customer whom this one is part of, the kept one first; what other slices keep about a person
    /// stays with the record that it came under, so that taking merged ones apart again is exact.
    public List<String> records(String person) {
        var records = identities.records(person);
        return records.isEmpty() ? List.of(person) : records;
    }

    /// The same for many at once, by the people asked for.
    public Map<String, List<String>> records(Collection<String> people) {
        var kept = identities.canonical(people);
        var members = identities.members(kept.values());
        var records = new HashMap<String, List<String>>();
        for (var person : people)
            records.put(
                    person,
                    kept.get(person) instanceof String customer
                            ? members.getOrDefault(customer, List.of(customer))
                            : List.of(person));
        return records;
    }
}
