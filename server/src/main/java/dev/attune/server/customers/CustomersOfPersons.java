package dev.attune.server.customers;

import dev.attune.server.consent.Choice;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What customer records hold of a person, for copies, erasures and withdrawals. Erasing happens between two commits of
/// the intake, and before others erase what they made of it, so that nothing that was under way arrives behind it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // behind connected systems, which ask here who is the same customer
class CustomersOfPersons implements PersonDataHolder {
    private final Identities identities;
    private final EventTable events;
    private final Traits traits;
    private final RejectedEvents rejected;
    private final Intake intake;
    private final Persons persons;
    private final NewsLog news;
    private final Teller teller;

    CustomersOfPersons(
            Identities identities,
            EventTable events,
            Traits traits,
            RejectedEvents rejected,
            Intake intake,
            Persons persons,
            NewsLog news,
            Teller teller) {
        this.identities = identities;
        this.events = events;
        this.traits = traits;
        this.rejected = rejected;
        this.intake = intake;
        this.persons = persons;
        this.news = news;
        this.teller = teller;
    }

    /// @param rejected whole events that could not be taken
    record Copy(
            Map<String, Traits.Trait> traits,
            List<Identities.Id> ids,
            List<CustomerEvent> events,
            List<Checked.Original> rejected) {}

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public Set<String> tables() {
        return Set.of("customer", "customer_id", "customer_merge", "customer_event", "customer_news", "rejected_event");
    }

    @Override
    public Copy export(String person) {
        return new Copy(
                traits.of(List.of(person)), identities.ids(List.of(person)), events.of(person), rejected.of(person));
    }

    /// Nothing of theirs is stored from now on.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void forget(PersonErasing erasing) {
        intake.between(erasing::person);
    }

    @Override
    public Map<String, Integer> erase(String person) {
        var erased = intake.changing(() -> Map.of(
                "customer_event", events.erase(person),
                "rejected_event", rejected.erase(person),
                "customer_news", news.forget(person),
                "customer", identities.forget(person)));
        teller.erased();
        return erased;
    }

    /// Events first, before others erase what they made of them: what was on its way to those others would arrive
    /// behind that.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    void eraseEvents(ConsentWithdrawn withdrawn) {
        forEachOwn(withdrawn, (own, modality) -> events.erase(own, modality));
        teller.erased();
    }

    /// What was kept for adapting the service goes at once with the consent to it: what was measured by what it was
    /// read from; with consent to a record of what they do, the whole record.
    @EventListener
    void erase(ConsentWithdrawn withdrawn) {
        forEachOwn(withdrawn, this::erase);
    }

    /// The same person took it back, under whichever id.
    private void forEachOwn(ConsentWithdrawn withdrawn, BiConsumer<String, Modality> erasing) {
        var modalities = withdrawn.choices().stream()
                .filter(choice -> EventStore.PURPOSES_OF_MEASURED.contains(choice.purpose()))
                .filter(choice ->
                        choice.purpose() == Purpose.PERSONALIZATION || choice.modality() != Modality.BEHAVIOUR)
                .map(Choice::modality)
                .distinct()
                .toList();
        if (!modalities.isEmpty())
            persons.find(withdrawn.subject()).ifPresent(person -> {
                var customer = identities.canonical(person);
                intake.changingSomebody(() -> {
                    for (var own : identities.members(List.of(customer)).getOrDefault(customer, List.of(person)))
                        for (var modality : modalities) erasing.accept(own, modality);
                    return List.of(customer);
                });
            });
    }

    private void erase(String person, Modality modality) {
        events.erase(person, modality);
        if (modality != Modality.BEHAVIOUR) return;
        traits.erase(person);
        rejected.erase(person);
        identities.detach(person);
    }
}
