package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.server.consent.Choice;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.consent.Consents;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.customers.Customers;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Hears what customers displayed, answered and bought; opens cases, adds to them, and sees how they go on. Everything
/// heard here passed the gate where it was stored.
@Component
class CaseOpening {
    private static final String ORDERED = CustomerEvent.TRACK + "Order Completed"; // the Segment specification's name
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    private final Cases cases;
    private final Praises praises;
    private final KnownThings known;
    private final Customers customers;
    private final Consents consents;
    private final Persons persons;
    private final RepairDefinition definition;
    private final InstantSource clock;

    CaseOpening(
            Cases cases,
            Praises praises,
            KnownThings known,
            Customers customers,
            Consents consents,
            Persons persons,
            RepairDefinition definition,
            InstantSource clock) {
        this.cases = cases;
        this.praises = praises;
        this.known = known;
        this.customers = customers;
        this.consents = consents;
        this.persons = persons;
        this.definition = definition;
        this.clock = clock;
    }

    @EventListener
    void stored(CustomerEventsStored stored) {
        var bearing = stored.events().stream().filter(CaseOpening::bears).toList();
        if (bearing.isEmpty()) return;
        var people = bearing.stream().map(CustomerEvent::person).collect(Collectors.toSet());
        var hearing = new Hearing(cases.of(people));
        try {
            for (var event : bearing) {
                try {
                    hearing.heard(event);
                } catch (PersonErased e) {
                    // nothing is to be kept about them any more
                }
            }
        } finally {
            hearing.end(); // what waits was heard before whatever failed
        }
    }

    /// Most of what customers do says nothing here, and must not cost anything.
    private static boolean bears(CustomerEvent event) {
        return event.valence() != null || event.score() != null || event.type().equals(ORDERED);
    }

    /// Hears what was stored together. Cases are asked for once; what only adds to one that stands waits, and is
    /// written together, but before anything else happens to a case of the same person.
    private final class Hearing {
        private final Map<String, List<RepairCase>> standing; // by person
        private final Map<String, Map<UUID, List<Heard>>> waiting = new LinkedHashMap<>(); // by person and case

        Hearing(Map<String, List<RepairCase>> standing) {
            this.standing = new HashMap<>(standing);
        }

        void heard(CustomerEvent event) {
            for (var sign : Sign.of(event)) if (counts(sign)) heard(event, sign);
            Sign.leanings(event).forEach((topic, valence) -> {
                if (valence >= definition.windows().calmFrom()) calm(event, topic);
                praises.heard(event, topic, valence);
            });
            Sign.satisfaction(event).ifPresent(share -> answered(event, share));
            if (event.type().equals(ORDERED) && any(event, one -> one.helpedAt() != null)) {
                write(event.person());
                cases.bought(event.person(), event.at());
            }
        }

        private void calm(CustomerEvent event, String topic) {
            write(event.person());
            if (!any(event, one -> one.calmAt() == null)) return;
            cases.calm(event.person(), topic, event.at());
            look(event.person());
        }

        private boolean any(CustomerEvent event, Predicate<RepairCase> what) {
            return standing.getOrDefault(event.person(), List.of()).stream().anyMatch(what);
        }

        private void heard(CustomerEvent event, Sign sign) {
            var heard = new Heard(event.person(), sign, event.product());
            var open = standing.getOrDefault(event.person(), List.of()).stream()
                    .filter(one -> one.state().open() && one.topic().equals(sign.topic()))
                    .reduce((newer, older) -> older); // as the table has it: of two, the older
            if (open.isPresent()) {
                waiting.computeIfAbsent(event.person(), same -> new LinkedHashMap<>())
                        .computeIfAbsent(open.get().id(), same -> new ArrayList<>())
                        .add(heard);
                return;
            }
            CaseOpening.this.heard(heard);
            look(event.person());
        }

        /// An answer while a case waits for one counts as the answer, whoever asked.
        private void answered(CustomerEvent event, double share) {
            if (!any(event, one -> waitsFor(event, one))) return;
            write(event.person());
            cases.of(event.person()).stream()
                    .filter(one -> waitsFor(event, one))
                    .findFirst()
                    .ifPresent(one -> cases.answered(one.id(), share));
            look(event.person());
        }

        private void look(String person) {
            standing.put(person, cases.of(person));
        }

        private void write(String person) {
            if (waiting.remove(person) instanceof Map<UUID, List<Heard>> own) {
                write(own);
                look(person);
            }
        }

        private void write(Map<UUID, List<Heard>> byCase) {
            var signs = new LinkedHashMap<UUID, List<Sign>>();
            byCase.forEach(
                    (id, heard) -> signs.put(id, heard.stream().map(Heard::sign).toList()));
            var there = cases.again(signs).stream().map(RepairCase::id).collect(Collectors.toSet());
            byCase.forEach((id, heard) -> {
                if (!there.contains(id)) heard.forEach(CaseOpening.this::heardUnlessErased); // closed meanwhile
            });
        }

        void end() {
            var all = new LinkedHashMap<UUID, List<Heard>>();
            for (var own : waiting.values())
                own.forEach((id, heard) -> all.merge(id, heard, (one, other) -> { // of two who were merged meanwhile
                    one.addAll(other);
                    return one;
                }));
            waiting.clear();
            if (!all.isEmpty()) write(all);
        }
    }

    private static boolean waitsFor(CustomerEvent answer, RepairCase one) {
        return one.state() instanceof CaseState.FollowingUp
                && (answer.topic() == null || answer.topic().equals(one.topic()));
    }

    /// A sign of trouble, and what it is about.
    ///
    /// @param product null where nobody said
    record Heard(String person, Sign sign, @Nullable String product) {}

    private void heardUnlessErased(Heard heard) {
        try {
            heard(heard);
        } catch (PersonErased e) {
            // nothing is to be kept about them any more
        }
    }

    void heard(Heard heard) {
        var sign = heard.sign();
        if (!counts(sign)) return;
        cases.sign(
                heard.person(),
                Objects.requireNonNullElse(heard.product(), ""),
                sign,
                new Cases.Opening(() -> language(heard.person()), () -> before(heard.person(), sign)),
                false);
    }

    private boolean counts(Sign sign) {
        return sign.evidence().strength() >= definition.leastStrength();
    }

    /// What the person displayed or answered about the same thing before, while it still counts a quarter.
    private List<Sign> before(String person, Sign sign) {
        var now = clock.instant();
        return customers
                .bearing(person, now.minus(definition.halfLife().multipliedBy(2)), now, Cases.MOST_SIGNS)
                .stream()
                .filter(earlier -> !earlier.id().equals(sign.event()))
                .flatMap(earlier -> Sign.of(earlier).stream())
                .filter(earlier -> earlier.topic().equals(sign.topic()))
                .filter(this::counts)
                .toList();
    }

    /// In which the person is written to: the language they gave, else the one in which they read the notice, English
    /// where neither is spoken here.
    String language(String person) {
        return Optional.ofNullable(customers.traits(person).get("language"))
                .map(String::valueOf)
                .flatMap(CaseOpening::spoken)
                .or(() -> consents.languageOf(person).flatMap(CaseOpening::spoken))
                .orElse("en");
    }

    private static Optional<String> spoken(String language) {
        return Optional.of(language.split("[-_]")[0]).filter(LANGUAGES::contains);
    }

    /// What was read goes with either consent that it is kept by: to personalization, or to statistics of a signal.
    @EventListener
    void withdrawn(ConsentWithdrawn withdrawn) {
        if (withdrawn.choices().stream().noneMatch(CaseOpening::keeps)) return;
        persons.find(withdrawn.subject()).ifPresent(person -> {
            cases.withdrawn(person);
            customers.records(person).forEach(own -> {
                praises.withdrawn(own);
                known.forget(own);
            });
        });
    }

    private static boolean keeps(Choice choice) {
        return choice.purpose() == Purpose.PERSONALIZATION
                || choice.purpose() == Purpose.ANALYTICS && choice.modality() != Modality.BEHAVIOUR;
    }
}
