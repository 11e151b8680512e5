package dev.attune.server.outbox;

import dev.attune.server.BareHouse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/// A process to kill: adds a message and delivers it, and stops at the step that its arguments name, saying so.
final class KilledCourier {
    static final Duration LEASE = Duration.ofSeconds(2); // so that the next process need not wait a minute

    /// Where it can die.
    enum Step {
        ADDED_BUT_NOT_COMMITTED,
        COMMITTED,
        CLAIMED,
        SENT,
        REMEMBERED
    }

    private KilledCourier() {}

    public static void main(String[] arguments) {
        var step = Step.valueOf(arguments[0]);
        try (var house = house(arguments[1])) {
            var table = house.getBean(OutboxTable.class);
            house.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                table.add(new Message("test:one", "say", null, step.name(), Map.of("step", step.name())));
                BareHouse.reached(step, Step.ADDED_BUT_NOT_COMMITTED);
            });
            BareHouse.reached(step, Step.COMMITTED);
            var courier = new Courier(
                    table,
                    List.of(new Post(
                            arguments[2],
                            () -> BareHouse.reached(step, Step.CLAIMED),
                            () -> BareHouse.reached(step, Step.SENT))),
                    house.getBean(Doorbell.class),
                    LEASE);
            courier.start();
            while (!table.log(null, "delivered", 10).stream()
                    .anyMatch(entry -> entry.operation().equals("say"))) BareHouse.pause();
            BareHouse.reached(step, Step.REMEMBERED);
        }
    }

    /// The outbox with what it stands on, without the rest of the server.
    static AnnotationConfigApplicationContext house(String jdbcUrl) {
        var house = BareHouse.on(
                jdbcUrl, List.of("vault.Vault", "vault.TenantSeal", "outbox.Doorbell", "outbox.OutboxTable"));
        house.refresh();
        return house;
    }

    /// Says what is in a message to an address on this machine.
    record Post(String address, Runnable before, Runnable after) implements Carrier {
        @Override
        public String scheme() {
            return "test";
        }

        @Override
        public Outcome carry(Parcel parcel) {
            before.run();
            try {
                var connection = (HttpURLConnection)
                        URI.create(address + "?id=" + parcel.id()).toURL().openConnection();
                if (connection.getResponseCode() != 200) return new Outcome.Later("no", null);
            } catch (IOException e) {
                return new Outcome.Later("no answer", null);
            }
            after.run();
            return Outcome.Delivered.QUIETLY;
        }
    }
}
