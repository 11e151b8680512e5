package dev.attune.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.attune.server.BareHouse;
import dev.attune.server.ServerTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Real processes, really killed, at every step of a message's way; a second one goes on. In a database of its own, so
/// that this server does not deliver for them.
class KilledCourierTest extends ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // for a busy machine; ordinary is under 5 s
    private static final String DATABASE = "killed_courier";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private String jdbcUrl = "";

    @BeforeEach
    void anEmptyOutbox() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        jdbcUrl = BareHouse.database(asOwner(), DATABASE);
        new JdbcTemplate(new DriverManagerDataSource(jdbcUrl)).update("delete from outbox_message");
    }

    @AfterEach
    void nobodyListens() {
        receiver.stop(0);
    }

    @ParameterizedTest
    @EnumSource(KilledCourier.Step.class)
    void whereverItIsKilledNothingIsLostAndNothingIsMadeUp(KilledCourier.Step step) throws Exception {
        assertThat(BareHouse.killedAt(step, KilledCourier.class, jdbcUrl, address()))
                .isTrue();

        try (var house = KilledCourier.house(jdbcUrl)) {
            var table = house.getBean(OutboxTable.class);
            var courier = new Courier(
                    table,
                    List.of(new KilledCourier.Post(address(), () -> {}, () -> {})),
                    house.getBean(Doorbell.class),
                    KilledCourier.LEASE);
            courier.start();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (table.counts().keySet().stream().anyMatch(state -> !state.equals("delivered"))
                    && System.nanoTime() < until) Thread.sleep(20);
            courier.stop();

            if (step == KilledCourier.Step.ADDED_BUT_NOT_COMMITTED) {
                assertThat(table.counts()).isEmpty();
                assertThat(heard).isEmpty();
            } else {
                assertThat(table.counts()).hasSize(1).containsEntry("delivered", 1L);
                assertThat(heard).as("at least once, always under the same id").isNotEmpty();
                assertThat(heard.stream().distinct()).hasSize(1);
                assertThat(heard).hasSize(step == KilledCourier.Step.SENT ? 2 : 1);
            }
        }
    }

    @Test
    void aMessageThatKillsEveryServerIsLaidAside() {
        try (var house = KilledCourier.house(jdbcUrl)) {
            var table = house.getBean(OutboxTable.class);
            table.add(new Message("test:one", "say", null, "deadly", Map.of()));
            new JdbcTemplate(new DriverManagerDataSource(jdbcUrl))
                    .update("update outbox_message set attempt = ?", RetrySchedule.ATTEMPTS);
            var parcel = table.claim(List.of(), 1, Duration.ofSeconds(30)).getFirst();
            assertThat(parcel.attempt()).isGreaterThan(RetrySchedule.ATTEMPTS);

            table.finish(parcel, new Outcome.Later("again?", null));

            assertThat(table.counts()).containsOnlyKeys("dead");
        }
    }

    /// As after a backup was restored beside the keys of another server.
    @Test
    void aMessageThatDoesNotOpenWaitsAndHoldsUpNoOther() throws Exception {
        try (var house = KilledCourier.house(jdbcUrl)) {
            var table = house.getBean(OutboxTable.class);
            var courier = new Courier(
                    table,
                    List.of(new KilledCourier.Post(address(), () -> {}, () -> {})),
                    house.getBean(Doorbell.class),
                    KilledCourier.LEASE);
            table.add(new Message("test:one", "sealed-elsewhere", null, "one", Map.of()));
            new JdbcTemplate(new DriverManagerDataSource(jdbcUrl))
                    .update("update outbox_message set sealed = 'changed'");
            table.add(new Message("test:two", "say", null, "two", Map.of()));

            courier.start();
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (heard.isEmpty() && System.nanoTime() < until) Thread.sleep(20);
            courier.stop();

            assertThat(heard).hasSize(1);
            assertThat(table.log("test:one", null, 1)).singleElement().satisfies(entry -> {
                assertThat(entry.state()).isEqualTo("pending");
                assertThat(entry.attempt()).isEqualTo(1);
                assertThat(entry.lastError()).contains("does not open");
                assertThat(entry.nextAt()).isAfter(entry.addedAt());
            });
        }
    }

    private String address() {
        return "http://127.0.0.1:%d/".formatted(receiver.getAddress().getPort());
    }
}
