package dev.attune.server.repair;

import dev.attune.decisions.repair.Evidence;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Source;
import dev.attune.server.customers.Customers;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.warning.Alert;
import dev.attune.server.warning.AlertRaised;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Hears what early warning says about one person.
@Component
class AlertedPersons {
    private static final String OF_PERSON = "person:";

    private final CaseOpening opening;
    private final Customers customers;
    private final RepairDefinition definition;

    AlertedPersons(CaseOpening opening, Customers customers, RepairDefinition definition) {
        this.opening = opening;
        this.customers = customers;
        this.definition = definition;
    }

    @EventListener
    void raised(AlertRaised raised) {
        var alert = raised.alert();
        if (!alert.scope().startsWith(OF_PERSON)) return; // a product or a queue has no case; its people have
        var person = alert.scope().substring(OF_PERSON.length());
        var sign = new Sign(
                alert.id(),
                worstTopic(person, alert.at()),
                new Evidence(Source.ALERT, alert.at(), strength(alert)),
                Map.of("kind", "alert", "rule", alert.rule(), "reason", alert.reason()));
        try {
            opening.heard(new CaseOpening.Heard(person, sign, null));
        } catch (PersonErased e) {
            // nothing is to be kept about them any more
        }
    }

    /// An alert's strength is 1 at its limit and open upwards; here it halves the distance to 1 with every limit.
    private static double strength(Alert alert) {
        return 1 - Math.pow(2, -Math.max(0, alert.strength()));
    }

    /// An alert is about a person, not about a thing: it joins what the person displayed most trouble with.
    private String worstTopic(String person, Instant at) {
        var since = at.minus(definition.halfLife());
        return customers.bearing(person, since, at.plusMillis(1), Cases.MOST_SIGNS).stream()
                .flatMap(event -> Sign.of(event).stream())
                .collect(Collectors.groupingBy(
                        Sign::topic,
                        Collectors.summingDouble(sign -> sign.evidence().strength())))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(RepairCase.NO_TOPIC);
    }
}
