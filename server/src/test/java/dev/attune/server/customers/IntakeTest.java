package dev.attune.server.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

class IntakeTest extends ServerTest {
    @Autowired
    private EventStore store;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private NewsLog news;

    @Autowired
    private Teller teller;

    @Autowired
    private CustomerSettings settings;

    @Test
    void aStopStoresWhatCameAMomentBefore() throws InterruptedException {
        for (int wait = 0; wait < 10; wait++) {
            var stopping = new Intake(store, transactions, news, teller, settings, new SimpleMeterRegistry());
            var outcome = Tenant.DEFAULT.<CompletableFuture<List<EventStore.Outcome>>>get(
                    () -> stopping.put(List.of(anUnsoundEvent())));
            Thread.sleep(wait);
            stopping.close();
            assertThat(outcome).as("stopped after %d ms", wait).isCompleted();
        }
    }

    private static Checked anUnsoundEvent() {
        var original = new Checked.Original(
                "test", Instant.now(), null, JsonMapper.shared().createObjectNode());
        return new Checked.Unsound(Checked.Who.NOBODY, "", "", Wrong.NO_JSON, "", "of no kind", original);
    }
}
