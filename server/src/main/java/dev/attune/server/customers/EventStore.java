package dev.attune.server.customers;

import dev.attune.server.consent.StorageGate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Stores events of one tenant in one transaction: finds out whose they are, asks the gate, links ids, leaves out what
/// is stored already.
///
/// Everything is asked for all events at once; only what links ids goes to the database one by one.
@Component
class EventStore {
    /// What was measured is adapted to, and kept as numbers: the notice asks for each, so both must be granted.
    static final Set<Purpose> PURPOSES_OF_MEASURED = EnumSet.of(Purpose.PERSONALIZATION, Purpose.ANALYTICS);

    private static final byte[] NOTHING = {};

    private final Identities identities;
    private final KnownIds knownIds;
    private final StorageGate gate;
    private final EventTable table;
    private final Traits traits;
    private final RejectedEvents rejectedEvents;

    EventStore(
            Identities identities,
            KnownIds knownIds,
            StorageGate gate,
            EventTable table,
            Traits traits,
            RejectedEvents rejectedEvents) {
        this.identities = identities;
        this.knownIds = knownIds;
        this.gate = gate;
        this.table = table;
        this.traits = traits;
        this.rejectedEvents = rejectedEvents;
    }

    /// What became of one event.
    sealed interface Outcome {
        record Stored() implements Outcome {}

        record Duplicate() implements Outcome {}

        /// Nobody was asked, or not granted: it is counted and nothing of it is kept.
        record Refused() implements Outcome {}

        record Rejected(Checked.Unsound why, UUID deadLetter) implements Outcome {}
    }

    /// @param outcomes one per event
    /// @param stored as they lie in the customers' records now
    /// @param changed customers who were linked, or whose traits are different
    record Result(List<Outcome> outcomes, List<CustomerEvent> stored, Set<String> changed) {}

    /// Somebody else changed customers.
    void forgetKnown() {
        knownIds.forgetAll();
    }

    /// Call it inside a transaction, one call at a time.
    ///
    /// @param lookingFirst whether events that are stored already are looked for and left out, which costs half as
    ///     much as storing them; otherwise one that is there already fails all of them, before anybody saw any
    /// @throws org.springframework.dao.DuplicateKeyException then
    Result store(List<Prepared> events, boolean lookingFirst) {
        return new Batch(events, lookingFirst).store();
    }

    /// An event with what will be sealed of it, which needs nobody's key and can be made where it came in: only one
    /// thread stores.
    ///
    /// @param content empty where nothing is
    record Prepared(Checked event, byte[] content) {}

    List<Prepared> prepare(List<? extends Checked> events) {
        var contents = table.contents(events.stream()
                        .filter(Checked.Sound.class::isInstance)
                        .map(event -> ((Checked.Sound) event).content())
                        .toList())
                .iterator();
        return events.stream()
                .map(event -> new Prepared(event, event instanceof Checked.Sound ? contents.next() : NOTHING))
                .toList();
    }

    /// One call of [#store].
    private final class Batch {
        private final List<Prepared> prepared;
        private final List<Checked> events;
        private final Map<String, Identities.Known> known;
        private final Map<Modality, Set<String>> allowing = new EnumMap<>(Modality.class);
        private final Map<String, List<String>> members;
        private final List<EventTable.Row> rows = new ArrayList<>();
        private final List<RejectedEvents.Row> rejected = new ArrayList<>();
        private final Set<String> changed = new LinkedHashSet<>();
        private final Set<String> full = new HashSet<>();
        private final Set<UUID> seen;

        Batch(List<Prepared> prepared, boolean lookingFirst) {
            this.prepared = prepared;
            this.events = prepared.stream().map(Prepared::event).toList();
            var ids = new LinkedHashSet<String>();
            events.forEach(event -> ids.addAll(event.who().ids()));
            known = new HashMap<>(knownIds.resolve(ids));
            boolean joined = joinTwins();
            var customers =
                    known.values().stream().map(Identities.Known::customer).toList();
            members = new HashMap<>(joined ? identities.members(customers) : knownIds.members(customers));
            seen = lookingFirst ? table.known(idsOfSound()) : new HashSet<>();
        }

        private List<UUID> idsOfSound() {
            return events.stream()
                    .filter(Checked.Sound.class::isInstance)
                    .map(event -> ((Checked.Sound) event).id())
                    .toList();
        }

        /// An id was attached to one record, and later its owner was asked for consent under it: that is one customer.
        ///
        /// @return whether there was any
        private boolean joinTwins() {
            var twins =
                    known.values().stream().filter(each -> each.twin() != null).toList();
            for (var each : twins) {
                String twin = each.twin();
                if (twin == null) continue;
                try {
                    if (identities.merge(each.customer(), twin, "consent")) changed.add(each.customer());
                    moved(twin, each.customer());
                } catch (Identities.TooManyIds e) {
                    // they stay two; the one who was asked under this id has the event
                }
            }
            return !twins.isEmpty();
        }

        private void moved(String from, String into) {
            knownIds.forget(from);
            knownIds.forget(into);
            known.replaceAll((id, each) -> each.customer().equals(from) ? each.in(into) : each);
        }

        Result store() {
            askTheGate();
            remember();
            var outcomes = new ArrayList<Outcome>();
            for (var each : prepared)
                outcomes.add(
                        switch (each.event()) {
                            case Checked.Sound sound -> store(sound, each.content());
                            case Checked.Unsound unsound -> reject(unsound);
                        });
            if (!rows.isEmpty()) table.add(rows);
            rejectedEvents.add(rejected);
            return new Result(outcomes, asTheyLie(), changed);
        }

        /// Whoever may get an event needs a record.
        private void remember() {
            var allowed = new HashSet<String>();
            allowing.values().forEach(allowed::addAll);
            var people = known.values().stream()
                    .filter(each -> !each.recorded() && allowed.contains(each.customer()))
                    .map(Identities.Known::person)
                    .distinct()
                    .toList();
            if (!people.isEmpty()) identities.remember(people);
        }

        /// After everything was linked.
        private List<CustomerEvent> asTheyLie() {
            var customers = new HashMap<String, String>();
            known.values().forEach(each -> customers.put(each.person(), each.customer()));
            return rows.stream()
                    .map(row -> row.event().in(customers.getOrDefault(row.person(), row.person())))
                    .toList();
        }

        private void askTheGate() {
            var asked = new EnumMap<Modality, Map<String, List<String>>>(Modality.class);
            for (var event : events) {
                var whose = whose(event.who());
                if (whose == null) continue;
                var modality = event instanceof Checked.Sound sound ? sound.modality() : Modality.BEHAVIOUR;
                asked.computeIfAbsent(modality, same -> new HashMap<>())
                        .put(whose.customer(), membersOf(whose.customer()));
            }
            asked.forEach((modality, people) -> allowing.put(modality, allowing(modality, people)));
        }

        private Set<String> allowing(Modality modality, Map<String, List<String>> people) {
            var allowing = new HashSet<>(people.keySet());
            for (var purpose : modality == Modality.BEHAVIOUR ? Set.of(Purpose.PERSONALIZATION) : PURPOSES_OF_MEASURED)
                allowing.retainAll(gate.allowing(purpose, modality, people));
            return allowing;
        }

        private List<String> membersOf(String customer) {
            return members.getOrDefault(customer, List.of(customer));
        }

        private Identities.@Nullable Known whose(Checked.Who who) {
            for (var id : who.ids()) {
                var found = known.get(id);
                if (found != null) return found;
            }
            return null;
        }

        private boolean allows(Identities.Known whose, Modality modality) {
            return allowing.getOrDefault(modality, Set.of()).contains(whose.customer());
        }

        private Outcome store(Checked.Sound event, byte[] content) {
            var whose = whose(event.who());
            if (whose == null || !allows(whose, event.modality())) return new Outcome.Refused();
            if (!seen.add(event.id())) return new Outcome.Duplicate();
            try {
                if (!link(event)) return new Outcome.Refused();
            } catch (Identities.TooManyIds e) {
                return reject(new Checked.Unsound(
                        event.who(),
                        event.type(),
                        event.call() == Call.ALIAS ? "/previousId" : "/anonymousId",
                        Wrong.TOO_MANY_IDS,
                        "",
                        "The customer has %d ids, more than that are not linked. Maybe this is a shared device or a test account."
                                .formatted(Identities.MOST_IDS),
                        event.original()));
            }
            whose = whose(event.who());
            if (whose == null) throw new IllegalStateException("linking lost " + event.id());
            describe(event, whose);
            rows.add(new EventTable.Row(whose.person(), event.modality(), event.event(whose.person()), content));
            return new Outcome.Stored();
        }

        /// False when somebody it would link to does not allow that.
        private boolean link(Checked.Sound event) {
            var call = event.call();
            if (call == null) return true;
            return switch (call) {
                case IDENTIFY -> link(event.who().userId(), event.who().anonymousId(), call);
                case ALIAS ->
                    link(
                            event.who().userId() == null
                                    ? event.who().anonymousId()
                                    : event.who().userId(),
                            event.who().previousId(),
                            call);
                case TRACK, PAGE, SCREEN, GROUP -> true;
            };
        }

        private boolean link(@Nullable String id, @Nullable String other, Call call) {
            if (id == null || other == null || id.equals(other)) return true;
            var one = known.get(id);
            var two = known.get(other);
            if (one == null && two == null) throw new IllegalStateException("an event of nobody was let in");
            if (one == null && two != null) attach(id, two);
            else if (two == null && one != null) attach(other, one);
            else if (one != null && two != null && !one.customer().equals(two.customer()))
                return merge(one.customer(), two.customer(), call);
            return true;
        }

        private void attach(String id, Identities.Known to) {
            if (full.contains(to.customer())) throw new Identities.TooManyIds();
            try {
                identities.attach(id, to);
            } catch (Identities.TooManyIds e) {
                full.add(to.customer()); // thousands may follow, of a shared device
                throw e;
            }
            known.put(id, to.in(to.customer()));
            changed.add(to.customer());
        }

        private boolean merge(String kept, String other, Call call) {
            var together = new ArrayList<>(membersOf(kept));
            together.addAll(membersOf(other));
            for (var modality : List.copyOf(allowing.keySet())) {
                var now = allowing(modality, Map.of(kept, together));
                if (modality == Modality.BEHAVIOUR && now.isEmpty()) return false;
                if (now.isEmpty()) allowing.getOrDefault(modality, Set.of()).remove(kept);
                else allowing.getOrDefault(modality, new HashSet<>()).add(kept);
            }
            identities.merge(kept, other, call.id());
            members.put(kept, together);
            moved(other, kept);
            changed.add(kept);
            return true;
        }

        private void describe(Checked.Sound event, Identities.Known whose) {
            if (event.traits().isEmpty()) return;
            if (traits.add(whose.person(), event.traits(), event.at())) changed.add(whose.customer());
            if (event.traits().get("email") instanceof String address && address.contains("@"))
                identities.email(whose.person(), address);
        }

        /// Whole only where its person allows it; otherwise only what is wrong with it.
        private Outcome reject(Checked.Unsound unsound) {
            var whose = whose(unsound.who());
            var id = UUID.randomUUID();
            rejected.add(new RejectedEvents.Row(
                    id, unsound, whose != null && allows(whose, Modality.BEHAVIOUR) ? whose.person() : null));
            return new Outcome.Rejected(unsound, id);
        }
    }
}
