package dev.attune.server.connectors;

import dev.attune.server.access.Tenants;
import dev.attune.server.webhooks.WebhookEvent;
import dev.attune.server.webhooks.Webhooks;
import java.util.Map;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Takes signals back whose time is over, and asks every hour whether the connected systems still answer.
@Component
class Upkeep {
    private final Tenants tenants;
    private final ConnectorTable table;
    private final ConnectorFactory factory;
    private final ConnectorsOfPersons ofPersons;
    private final Webhooks webhooks;
    private final TransactionOperations transactions;

    Upkeep(
            Tenants tenants,
            ConnectorTable table,
            ConnectorFactory factory,
            ConnectorsOfPersons ofPersons,
            Webhooks webhooks,
            TransactionOperations transactions) {
        this.tenants = tenants;
        this.table = table;
        this.factory = factory;
        this.ofPersons = ofPersons;
        this.webhooks = webhooks;
        this.transactions = transactions;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void takeBackExpiredSignals() {
        forEveryTenant(() -> table.expired()
                .forEach(link -> transactions.executeWithoutResult(status -> {
                    table.signal(link.connector(), link.person(), null);
                    ofPersons.clear(link);
                    webhooks.publish(
                            WebhookEvent.SIGNAL_EXPIRED,
                            link.person(),
                            UUID.randomUUID().toString(),
                            Map.of("connector", link.connector().toString()));
                })));
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void askWhetherTheyAnswer() {
        forEveryTenant(
                () -> table.all().stream().filter(ConnectorTable.Row::enabled).forEach(this::check));
    }

    /// @return what the system says of itself
    String check(ConnectorTable.Row row) {
        try {
            String answer = factory.of(row).check();
            table.answered(row.id());
            return answer;
        } catch (CrmFailure e) {
            table.failed(row.id(), e.reason());
            return "";
        }
    }

    private void forEveryTenant(Runnable work) {
        tenants.each("looking after connected systems", work);
    }
}
