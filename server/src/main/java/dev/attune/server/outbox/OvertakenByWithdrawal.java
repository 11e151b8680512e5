package dev.attune.server.outbox;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.vault.Persons;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whoever takes back a consent is not told about behind their back a second later.
@Component
class OvertakenByWithdrawal {
    private final Persons persons;
    private final OutboxTable table;

    OvertakenByWithdrawal(Persons persons, OutboxTable table) {
        this.persons = persons;
        this.table = table;
    }

    /// First of all listeners: what others say because of the withdrawal must leave.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void withdrawn(ConsentWithdrawn withdrawal) {
        persons.find(withdrawal.subject()).ifPresent(table::cancel);
    }
}
