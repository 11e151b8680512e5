package dev.attune.server.customers;

import dev.attune.server.BareHouse;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// A process to kill: stores an event and tells two listeners of it, and stops at the step that its arguments name.
final class KilledTeller {
    static final UUID EVENT = UUID.fromString("6e1a3c52-0f5b-4d57-9d0e-6a3f0f4c1b11");

    /// Where it can die.
    enum Step {
        STORED_BUT_NOT_COMMITTED,
        COMMITTED,
        HEARD_BY_ONE,
        HEARD_BY_BOTH
    }

    private KilledTeller() {}

    public static void main(String[] arguments) throws InterruptedException {
        var step = Step.valueOf(arguments[0]);
        try (var house = house(
                arguments[1],
                () -> BareHouse.reached(step, Step.HEARD_BY_ONE),
                () -> BareHouse.reached(step, Step.HEARD_BY_BOTH))) {
            var teller = house.getBean(Teller.class);
            var person = house.getBean(Persons.class).admit("s-1");
            var event = new CustomerEvent(
                    EVENT,
                    person,
                    "track:Order Completed",
                    Instant.now(),
                    Instant.now(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of());
            var number = house.getBean(TransactionTemplate.class).execute(status -> {
                var table = house.getBean(EventTable.class);
                var content = new EventTable.Content(event.type(), null, null, null, null, null, null, Map.of());
                table.add(List.of(new EventTable.Row(
                        person,
                        Modality.BEHAVIOUR,
                        event,
                        table.contents(List.of(content)).getFirst())));
                long stored = house.getBean(NewsLog.class).add(List.of(EVENT), List.of(person));
                BareHouse.reached(step, Step.STORED_BUT_NOT_COMMITTED);
                return stored;
            });
            BareHouse.reached(step, Step.COMMITTED);
            teller.tell(new Teller.Told(Tenant.DEFAULT, number, List.of(event), List.of(person)));
            while (true) BareHouse.pause();
        }
    }

    /// Customers' events with what they stand on, and two who listen to them.
    static AnnotationConfigApplicationContext house(String jdbcUrl, Runnable afterTheFirst, Runnable afterTheSecond) {
        var house = BareHouse.on(
                jdbcUrl,
                List.of(
                        "vault.Vault",
                        "vault.Persons",
                        "access.Tenants",
                        "customers.EventTable",
                        "customers.Identities",
                        "customers.NewsLog",
                        "database.RepeatableWork",
                        "customers.Teller"));
        house.registerBean(
                Adding.class,
                () -> new Adding(
                        house.getBean(NewsLog.class),
                        house.getBean(JdbcTemplate.class),
                        house.getBean(TransactionTemplate.class),
                        afterTheFirst));
        house.registerBean(Noting.class, () -> new Noting(house.getBean(JdbcTemplate.class), afterTheSecond));
        house.refresh();
        return house;
    }

    /// Adds up, so must not hear anything twice.
    record Adding(NewsLog news, JdbcTemplate jdbc, TransactionTemplate transactions, Runnable then) {
        @EventListener
        @Order(1)
        public void add(CustomerEventsStored stored) {
            transactions.executeWithoutResult(status -> {
                if (news.isNew("adding", stored))
                    jdbc.update(
                            "update heard_sum set events = events + ?",
                            stored.events().size());
            });
            then.run();
        }
    }

    /// Takes the same event as often as it comes.
    record Noting(JdbcTemplate jdbc, Runnable then) {
        @EventListener
        @Order(2)
        public void note(CustomerEventsStored stored) {
            for (var event : stored.events())
                jdbc.update("insert into heard_event values (?) on conflict do nothing", event.id());
            then.run();
        }
    }
}
