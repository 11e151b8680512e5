package dev.attune.server.experiments;

import static java.lang.System.Logger.Level.DEBUG;

import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.experiments.ExperimentTable.State;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Takes the outcomes that customers' events tell anyway, so that nobody sends them twice. Only while an experiment is
/// planned or runs: without one they are nobody's outcome.
@Component
class CustomerOutcomes {
    private static final System.Logger LOG = System.getLogger(CustomerOutcomes.class.getName());

    /// Names as the e-commerce events of customer data platforms have them.
    private static final Map<String, String> METRICS = Map.of(
            CustomerEvent.TRACK + "Order Completed", "conversion",
            CustomerEvent.TRACK + "Order Refunded", "returns",
            CustomerEvent.TRACK + "Order Returned", "returns",
            CustomerEvent.TRACK + "Complaint Received", "complaints",
            CustomerEvent.TRACK + "Unsubscribed", "opt-outs",
            CustomerEvent.SURVEY + "csat", "satisfaction");

    private final Experiments experiments;
    private final ExperimentTable table;

    CustomerOutcomes(Experiments experiments, ExperimentTable table) {
        this.experiments = experiments;
        this.table = table;
    }

    @EventListener
    void stored(CustomerEventsStored stored) {
        var telling = stored.events().stream()
                .filter(event -> METRICS.containsKey(event.type()))
                .toList();
        if (telling.isEmpty() || table.all().stream().allMatch(one -> one.state() == State.STOPPED)) return;
        telling.forEach(this::take);
    }

    private void take(CustomerEvent event) {
        try {
            experiments.outcome(
                    event.person(),
                    METRICS.getOrDefault(event.type(), event.type()),
                    event.score() == null ? 1 : event.score(),
                    event.at(),
                    event.id().toString());
        } catch (IllegalArgumentException e) { // an import of old events, for example
            LOG.log(DEBUG, "{0} is no outcome: {1}", event.id(), e.getMessage());
        }
    }
}
