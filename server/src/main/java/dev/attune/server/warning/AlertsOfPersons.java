package dev.attune.server.warning;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.customers.Customers;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Purpose;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Alerts about a person and what rules reckon of them, for a copy, for erasure, and for a withdrawal.
@Component
class AlertsOfPersons implements PersonDataHolder {
    private final AlertTable table;
    private final Persons persons;
    private final Customers customers;

    AlertsOfPersons(AlertTable table, Persons persons, Customers customers) {
        this.table = table;
        this.persons = persons;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public Set<String> tables() {
        return Set.of("alert", "warning_state");
    }

    @Override
    public Object export(String person) {
        return table.of(person);
    }

    @Override
    public Map<String, Integer> erase(String person) {
        return Map.of("alerts", table.forget(person));
    }

    @EventListener
    void erase(ConsentWithdrawn withdrawn) {
        if (withdrawn.choices().stream().noneMatch(choice -> choice.purpose() == Purpose.PERSONALIZATION)) return;
        persons.find(withdrawn.subject())
                .ifPresent(person -> customers.records(person).forEach(table::forget));
    }
}
