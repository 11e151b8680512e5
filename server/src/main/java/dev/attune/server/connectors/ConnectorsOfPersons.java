package dev.attune.server.connectors;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.customers.Customers;
import dev.attune.server.outbox.Message;
import dev.attune.server.outbox.Outbox;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.vault.Persons;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What is kept in connected systems about a person, for copies; and it follows them out of there. What was made there
/// for any of a customer's records was made for all of them, so it goes with the first that is erased.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // before the record that says which others are the same customer
class ConnectorsOfPersons implements PersonDataHolder {
    private final ConnectorTable table;
    private final ConnectorFactory factory;
    private final Outbox outbox;
    private final Persons persons;
    private final Customers customers;

    ConnectorsOfPersons(
            ConnectorTable table, ConnectorFactory factory, Outbox outbox, Persons persons, Customers customers) {
        this.table = table;
        this.factory = factory;
        this.outbox = outbox;
        this.persons = persons;
        this.customers = customers;
    }

    /// @param made what this server made there
    record Copy(String system, String kind, String contact, List<ExternalRef> made) {}

    @Override
    public String name() {
        return "connected systems";
    }

    @Override
    public Set<String> tables() {
        return Set.of("connector_contact", "connector_made");
    }

    @Override
    public List<Copy> export(String person) {
        return table.links(List.of(person)).stream()
                .flatMap(link -> table.find(link.connector()).stream()
                        .map(row -> new Copy(
                                row.name(), row.kind().id(), link.contact().value(), table.made(row.id(), person))))
                .toList();
    }

    /// Tried at once; what cannot be confirmed now goes on through the outbox, and the proof says which is which.
    @Override
    public Map<String, Integer> erase(String person) {
        outbox.cancel(person);
        boolean silent = outbox.awaitSilence(person);
        var erased = new TreeMap<String, Integer>();
        for (var link : table.links(customers.records(person))) {
            var row = table.find(link.connector()).orElse(null);
            if (row == null) continue;
            var made = table.made(row.id(), link.person());
            boolean confirmed = silent && isErased(row, link.contact(), made);
            if (!confirmed) eraseLater(row.id(), link.contact(), made);
            table.unlink(row.id(), link.person());
            erased.merge(
                    "%s %s: %s".formatted(row.kind().id(), row.name(), confirmed ? "confirmed" : "unconfirmed"),
                    1,
                    Integer::sum);
        }
        return erased;
    }

    private boolean isErased(ConnectorTable.Row row, ExternalId contact, List<ExternalRef> made) {
        try {
            return factory.of(row).erase(contact, made) instanceof ErasureResult.Confirmed;
        } catch (CrmFailure e) {
            table.failed(row.id(), e.reason());
            return false;
        } catch (IllegalArgumentException e) { // an answer that no documentation knows confirms nothing
            return false;
        }
    }

    /// The message is not the person's own: it must outlive them.
    void eraseLater(UUID connector, ExternalId contact, List<ExternalRef> made) {
        var refs = made.stream()
                .map(ref -> Map.of("kind", ref.kind(), "id", ref.id()))
                .toList();
        outbox.add(new Message(
                Connectors.target(connector),
                Connectors.ERASE,
                null,
                Connectors.ERASE + ":" + UUID.randomUUID(),
                Map.of("contact", contact.value(), "made", refs)));
    }

    /// Whoever takes back a consent is not signalled there any longer.
    @EventListener
    void withdrawn(ConsentWithdrawn withdrawal) {
        persons.find(withdrawal.subject())
                .ifPresent(person -> table.links(customers.records(person)).forEach(this::clear));
    }

    void clear(ConnectorTable.Link link) {
        outbox.add(new Message(
                Connectors.target(link.connector()),
                Connectors.CLEAR,
                link.person(),
                Connectors.CLEAR + ":" + UUID.randomUUID(),
                Map.of()));
    }
}
