package dev.attune.server.outbox;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.attune.server.vault.TenantKeys;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

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
                reached(step, Step.ADDED_BUT_NOT_COMMITTED);
            });
            reached(step, Step.COMMITTED);
            var courier = new Courier(
                    table,
                    List.of(new Post(arguments[2], () -> reached(step, Step.CLAIMED), () -> reached(step, Step.SENT))),
                    house.getBean(Doorbell.class),
                    LEASE);
            courier.start();
            while (!table.log(null, "delivered", 10).stream()
                    .anyMatch(entry -> entry.operation().equals("say"))) sleep();
            reached(step, Step.REMEMBERED);
        }
    }

    /// The outbox with what it stands on, without the rest of the server.
    static AnnotationConfigApplicationContext house(String jdbcUrl) {
        var house = new AnnotationConfigApplicationContext();
        var source = new DriverManagerDataSource(jdbcUrl);
        house.registerBean(DataSource.class, () -> source);
        house.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
        house.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        house.registerBean(
                TransactionTemplate.class, () -> new TransactionTemplate(new DataSourceTransactionManager(source)));
        house.registerBean(InstantSource.class, InstantSource::system);
        house.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        house.registerBean(TenantKeys.class, OneKey::new);
        for (var name : List.of("vault.Vault", "vault.TenantSeal", "outbox.Doorbell", "outbox.OutboxTable"))
            try {
                house.registerBean(Class.forName("dev.attune.server." + name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        house.refresh();
        return house;
    }

    private static void reached(Step wanted, Step here) {
        if (wanted != here) return;
        System.out.println("reached " + here);
        while (true) sleep(); // until it is killed
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /// The same in every process.
    private static final class OneKey implements TenantKeys {
        private final AesGcmJce key;

        OneKey() {
            var bytes = new byte[32];
            Arrays.fill(bytes, (byte) 7);
            try {
                key = new AesGcmJce(bytes);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] wrap(String tenant, byte[] secret, byte[] context) throws GeneralSecurityException {
            return key.encrypt(secret, context);
        }

        @Override
        public byte[] unwrap(String tenant, byte[] wrapped, byte[] context) throws GeneralSecurityException {
            return key.decrypt(wrapped, context);
        }
    }
}
