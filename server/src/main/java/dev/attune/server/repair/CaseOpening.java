package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.server.consent.Choice;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.customers.Customers;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Hears what customers displayed, answered and bought; opens cases, adds to them, and sees how they go on. Everything
/// heard here passed the gate where it was stored.
@Component
class CaseOpening {
    private static final String ORDERED = CustomerEvent.TRACK + "Order Completed"; // the Segment specification's name
    static final int MOST_SIGNS = 100; // of one person; more would not change the points
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    private final Cases cases;
    private final Praises praises;
    private final Customers customers;
    private final Persons persons;
    private final RepairDefinition definition;
    private final InstantSource clock;

    CaseOpening(
            Cases cases,
            Praises praises,
            Customers customers,
            Persons persons,
            RepairDefinition definition,
            InstantSource clock) {
        this.cases = cases;
        this.praises = praises;
        this.customers = customers;
        this.persons = persons;
        this.definition = definition;
        this.clock = clock;
    }

    @EventListener
    void stored(CustomerEventsStored stored) {
        for (var event : stored.events()) {
            if (!bears(event)) continue;
            try {
                heard(event);
            } catch (PersonErased e) {
                // nothing is to be kept about them any more
            }
        }
    }

    /// Most of what customers do says nothing here, and must not cost anything.
    private static boolean bears(CustomerEvent event) {
        return event.valence() != null || event.score() != null || event.type().equals(ORDERED);
    }

    private void heard(CustomerEvent event) {
        for (var sign : Sign.of(event)) heard(event.person(), sign, event.product());
        Sign.leanings(event).forEach((topic, valence) -> {
            if (valence >= definition.windows().calmFrom()) cases.calm(event.person(), topic, event.at());
            praises.heard(event, topic, valence);
        });
        Sign.satisfaction(event).ifPresent(share -> answered(event, share));
        if (event.type().equals(ORDERED)) cases.bought(event.person(), event.at());
    }

    void heard(String person, Sign sign, @Nullable String product) {
        if (sign.evidence().strength() < definition.leastStrength()) return;
        cases.sign(person, product == null ? "" : product, language(person), sign, before(person, sign), false);
    }

    /// What the person displayed or answered about the same thing before, while it still counts a quarter.
    private List<Sign> before(String person, Sign sign) {
        var now = clock.instant();
        return customers.timeline(person, now.minus(definition.halfLife().multipliedBy(2)), now, MOST_SIGNS).stream()
                .filter(earlier -> !earlier.id().equals(sign.event()))
                .flatMap(earlier -> Sign.of(earlier).stream())
                .filter(earlier -> earlier.topic().equals(sign.topic()))
                .filter(earlier -> earlier.evidence().strength() >= definition.leastStrength())
                .toList();
    }

    /// An answer while a case waits for one counts as the answer, whoever asked.
    private void answered(CustomerEvent event, double share) {
        cases.of(event.person()).stream()
                .filter(one -> one.state() instanceof CaseState.FollowingUp)
                .filter(one -> event.topic() == null || event.topic().equals(one.topic()))
                .findFirst()
                .ifPresent(one -> cases.answered(one.id(), share));
    }

    /// In which the person is written to: the language they gave, English where they gave none that is spoken here.
    String language(String person) {
        return customers
                .profile(person)
                .map(profile -> String.valueOf(profile.traits().getOrDefault("language", "en")))
                .map(language -> language.split("[-_]")[0])
                .filter(LANGUAGES::contains)
                .orElse("en");
    }

    /// What was read goes with either consent that it is kept by: to personalization, or to statistics of a signal.
    @EventListener
    void withdrawn(ConsentWithdrawn withdrawn) {
        if (withdrawn.choices().stream().noneMatch(CaseOpening::keeps)) return;
        persons.find(withdrawn.subject()).ifPresent(person -> {
            cases.withdrawn(person);
            customers.records(person).forEach(praises::withdrawn);
        });
    }

    private static boolean keeps(Choice choice) {
        return choice.purpose() == Purpose.PERSONALIZATION
                || choice.purpose() == Purpose.ANALYTICS && choice.modality() != Modality.BEHAVIOUR;
    }
}
